import type { RSSFeedItem } from '@astrojs/rss';
import type { Change, ClaimRecords } from '../evidence/claim-changes.ts';
import type { Article } from './articles.ts';

/** A feed's name and address under the site's root. */
export interface Feed {
  readonly path: string;
  readonly title: string;
  readonly description: string;
}

export const FEEDS = {
  articles: {
    path: '/feeds/articles.xml',
    title: 'Skip Two: articles',
    description: 'Each article, when it is first published.',
  },
  verdicts: {
    path: '/feeds/verdicts.xml',
    title: 'Skip Two: verdicts',
    description:
      'Each claim when it is new, and when its statement, hypotheses, bound, control or verdict changes, and why.',
  },
} as const satisfies Record<string, Feed>;

export type FeedName = keyof typeof FEEDS;

/** What a feed needs to know of a claim. */
export interface FeedClaim {
  readonly id: string;
  readonly title: string;
  /** Its page, with the site's origin. */
  readonly href: string;
  /** As it was found when the site was built. */
  readonly verdict: string;
}

/** More than a reader will go back through, and little enough to fetch every hour. */
const MOST_ITEMS = 100;

/** The articles of the argument, by addresses with the site's origin, the latest first; those without a date last. */
export function articleItems(articles: readonly Article[]): RSSFeedItem[] {
  return articles
    .filter(({ folder }) => folder === '')
    .map(({ title, description, href, published }) => ({
      title,
      description,
      link: href,
      ...(published && { pubDate: published }),
    }))
    .sort((a, b) => (b.pubDate?.getTime() ?? 0) - (a.pubDate?.getTime() ?? 0))
    .slice(0, MOST_ITEMS);
}

/** Every recorded change of the claims that there are, the latest first. */
export function verdictItems(claims: readonly FeedClaim[], records: ClaimRecords): RSSFeedItem[] {
  return claims
    .flatMap((claim) => (records[claim.id]?.changes ?? []).map((change, k) => itemOf(claim, change, k)))
    .sort((a, b) => b.pubDate.getTime() - a.pubDate.getTime())
    .slice(0, MOST_ITEMS);
}

function itemOf({ title, href, verdict }: FeedClaim, { date, changed, why }: Change, k: number) {
  const what = changed.length > 0 ? `Changed in ${changed.join(', ')}` : 'New';
  return {
    title: `${what}: ${title}`,
    description: `${why} When this site was built: ${verdict}.`,
    // Readers tell items apart by their links.
    link: `${href}#${changeId(k)}`,
    pubDate: new Date(`${date}T00:00:00Z`),
    categories: [...changed],
  };
}

/** The id, on a claim's page, of its change number k, counted from 0. */
export function changeId(k: number): string {
  return `change-${k + 1}`;
}
