import { type CollectionEntry, getCollection } from 'astro:content';
import type { Claim } from '../claim/claim.ts';
import { loadClaim } from '../claims/registry.ts';
import { articleHref } from './hrefs.ts';
import { allReports } from './published.ts';
import type { ClaimReport } from './report.ts';
import { claimsShownIn } from './shown-claims.ts';

/** The text of every claim's file, by its path from this folder. */
const SOURCES = import.meta.glob<string>('../claims/part-*/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** A claim with all that is known of it. */
export interface CatalogueEntry {
  readonly id: string;
  /** The part of the argument it stands in. */
  readonly part: string;
  readonly claim: Claim;
  readonly report: ClaimReport;
  /** Its file, as text. */
  readonly source: string;
  readonly articles: readonly ArticleLink[];
}

/** An article that shows a claim. */
export interface ArticleLink {
  readonly title: string;
  /** From the site's root, with the base. */
  readonly href: string;
}

let made: Promise<CatalogueEntry[]> | null = null;

/**
 * Every claim there is, in the order of the argument. A build makes the list once, for a thousand pages ask for it; while
 * an author writes it is made anew each time.
 */
export function catalogue(): Promise<CatalogueEntry[]> {
  if (import.meta.env.DEV) return makeCatalogue();
  made ??= makeCatalogue();
  return made;
}

async function makeCatalogue(): Promise<CatalogueEntry[]> {
  const articles = await getCollection('docs');
  const shown = articles.map(({ body = '' }) => new Set(claimsShownIn(body)));
  return Promise.all(
    allReports().map(async (report): Promise<CatalogueEntry> => {
      const { id, file } = report;
      const claim = await loadClaim(id);
      const source = SOURCES[file.replace(/^src\//, '../')];
      if (!claim || source === undefined)
        throw new Error(`The claim "${id}" was judged, but is not bundled.`);
      const showing = articles.filter((_, i) => shown[i]?.has(id));
      return {
        id,
        part: partOf(file, articles),
        claim,
        report,
        source,
        articles: showing.map(({ id: slug, data }) => ({ title: data.title, href: articleHref(slug) })),
      };
    }),
  );
}

/** A path of this site, with its base: `/claims/` under `/docs` is `/docs/claims/`. */
export function siteHref(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}${path}`;
}

/** "Part 1 · One layer folds", of src/claims/part-1-one-layer-folds/…. */
function partOf(file: string, articles: readonly CollectionEntry<'docs'>[]): string {
  const [, number = '', slug = ''] = /part-(\d+)-([^/]+)\//.exec(file) ?? [];
  const words = slug.replaceAll('-', ' ');
  const article = articles.find(({ id }) => id === slug);
  return `Part ${number} · ${article?.data.title ?? words.charAt(0).toUpperCase() + words.slice(1)}`;
}
