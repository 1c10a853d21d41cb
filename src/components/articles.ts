import { getCollection } from 'astro:content';
import { articleHref, catalogue } from '../evidence/catalogue.ts';

/** An article as lists for machines have it. */
export interface Article {
  /** Its path without slashes; `index` is the home page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** From the site's root, with the base. */
  readonly href: string;
  /** The day on which it was first published, in UTC; undefined where its frontmatter does not say. */
  readonly published: Date | undefined;
  /** As it is written, without frontmatter. */
  readonly body: string;
  readonly isReference: boolean;
}

/**
 * Every article in the order of the argument: the home page, then by the first claim that each shows,
 * then those that show none, by id.
 */
export async function articles(): Promise<Article[]> {
  const ids = (await catalogue()).map(({ id }) => id);
  const rankOf = ({ id, body }: Article): number => {
    if (id === 'index') return -1;
    const shown = ids.findIndex((claim) => body.includes(`<Claim id="${claim}"`));
    return shown === -1 ? ids.length : shown;
  };
  return (await getCollection('docs'))
    .map(({ id, data, body = '' }) => ({
      id,
      title: data.title,
      description: data.description ?? '',
      href: articleHref(id),
      published: data.published,
      body,
      isReference: id.startsWith('reference/'),
    }))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1));
}
