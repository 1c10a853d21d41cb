import { getCollection } from 'astro:content';
import { ERROR_PAGES } from '../evidence/errors/table.ts';
import { siteHref } from '../evidence/hrefs.ts';
import { verdictsOf } from '../evidence/ledger.ts';
import { wholeCatalogue } from './claim-faults.ts';

/** What the picture says that a link to a page is shown with. */
export interface Preview {
  /** Where the page stands: `Part 1`, `A claim`. */
  readonly place: string;
  readonly title: string;
  readonly words: string;
}

/** Where a page's picture is served from; the pages that have none of their own show the site's. */
export function previewHref(id: string): string {
  const hasNone = id === '' || id === '404' || `/${id}/`.startsWith(ERROR_PAGES);
  return siteHref(`/preview/${hasNone ? 'index' : id}.png`);
}

/** Every page's picture, by the page's id. */
export async function previews(): Promise<ReadonlyMap<string, Preview>> {
  const [articles, claims] = await Promise.all([getCollection('docs'), wholeCatalogue()]);
  const ofArticles = articles.map(({ id, data }): [string, Preview] => [
    id,
    { place: 'Why do residual blocks skip two?', title: data.title, words: data.description ?? '' },
  ]);
  const ofClaims = claims.map(({ id, part, claim, report }): [string, Preview] => {
    return [
      `claims/${id}`,
      { place: part, title: claim.title, words: `A claim. When the site was built: ${verdictsOf(report)}.` },
    ];
  });
  const ledger = {
    place: 'Reference',
    title: 'Claims',
    words: `${claims.length} claims, each with its check.`,
  };
  return new Map([...ofArticles, ...ofClaims, ['claims', ledger]]);
}
