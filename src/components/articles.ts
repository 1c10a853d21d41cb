import { getCollection } from 'astro:content';
import { articleHref } from '../evidence/hrefs.ts';

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
  /** The folder that it stands in, `reference` or `guides`; empty for an article of the argument. */
  readonly folder: string;
}

/** Every article in the sidebar's order: the home page, the parts of the argument, then the other pages by folder. */
export async function articles(): Promise<Article[]> {
  const places = (await getCollection('docs')).map(({ id, data, body = '' }) => ({
    part: data.part ?? 0,
    order: data.sidebar.order ?? 0,
    article: {
      id,
      title: data.title,
      description: data.description ?? '',
      href: articleHref(id),
      published: data.published,
      body,
      folder: id.split('/').slice(0, -1).join('/'),
    },
  }));
  return places
    .sort(
      (a, b) =>
        (a.article.folder < b.article.folder ? -1 : +(a.article.folder > b.article.folder)) ||
        a.part - b.part ||
        a.order - b.order,
    )
    .map(({ article }) => article);
}
