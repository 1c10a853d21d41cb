import type { Organization, TechArticle, WebSite, WithContext } from 'schema-dts';

/** What search engines are told of an article. All addresses are absolute. */
export interface Described {
  readonly title: string;
  readonly description?: string | undefined;
  /** The day on which it was first published, in UTC. */
  readonly published?: Date | undefined;
  readonly url: string;
  readonly image: string;
  /** The home page's address. */
  readonly home: string;
}

const NAME = 'Skip Two';
const LICENCE = 'https://opensource.org/license/mit';

/** An article in the terms of schema.org. No person is named: the site is its author. */
export function articleData({ title, description, url, image, published, home }: Described) {
  const author: Organization = { '@type': 'Organization', name: NAME, url: home };
  const site: WebSite = { '@type': 'WebSite', name: NAME, url: home };
  return {
    '@context': 'https://schema.org',
    '@type': 'TechArticle',
    headline: title,
    ...(description && { description }),
    url,
    mainEntityOfPage: url,
    image,
    inLanguage: 'en',
    ...(published && { datePublished: published.toISOString().slice(0, 10) }),
    author,
    publisher: author,
    isPartOf: site,
    license: LICENCE,
    isAccessibleForFree: true,
  } satisfies WithContext<TechArticle>;
}

/**
 * As the text of a `<script type="application/ld+json">`: data, which no browser runs and no content
 * security policy asks about. Nothing in it ends the element.
 */
export function jsonLd(data: object): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
