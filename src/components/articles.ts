import { getCollection } from 'astro:content';
import { articleHref } from '../evidence/catalogue.ts';

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

/** Every article in the sidebar's order: the home page, the parts of the argument, then the other pages by folder. */
export async function articles(): Promise<Article[]> {
  const places = (await getCollection('docs')).map(({ id, data, body = '' }) => ({
    folder: id.includes('/') ? id.slice(0, id.indexOf('/')) : '',
    part: data.part ?? 0,
    order: data.sidebar.order ?? 0,
    article: {
      id,
      title: data.title,
      description: data.description ?? '',
      href: articleHref(id),
      published: data.published,
      body,
      isReference: id.startsWith('reference/'),
    },
  }));
  return places
    .sort(
      (a, b) => (a.folder < b.folder ? -1 : +(a.folder > b.folder)) || a.part - b.part || a.order - b.order,
    )
    .map(({ article }) => article);
}
