import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';

/** Where the bibliography is, relative to the project's root. */
export const BIBLIOGRAPHY = 'content/references.bib';

/** A source as a card or an article names it. */
export interface Reference {
  readonly key: string;
  /** Short, by family name: "He et al.", "Hardt and Ma", "Higham". */
  readonly authors: string;
  readonly title: string;
  /** Absent where the source has none: a page that changes. */
  readonly year?: number;
  /** The journal, proceedings or publisher. */
  readonly container?: string;
  readonly url: string;
}

/** The part of CSL-JSON that is read. */
interface CslEntry {
  readonly id: string;
  readonly title?: string;
  readonly author?: readonly { readonly family?: string; readonly literal?: string }[];
  readonly issued?: { readonly 'date-parts'?: readonly (readonly number[])[] };
  readonly 'container-title'?: string;
  /** Several where BibTeX's "and" stands in the name of one. */
  readonly publisher?: string | readonly string[];
  readonly URL?: string;
}

/** Every entry of a BibTeX file, in its order. */
export function parseBibliography(bibtex: string): Reference[] {
  return (new Cite(bibtex).data as CslEntry[]).map(referenceOf);
}

/**
 * Reads the bibliography.
 * @param root the project's root, a path.
 */
export function readBibliography(root: string): Reference[] {
  return parseBibliography(readFileSync(join(root, BIBLIOGRAPHY), 'utf8'));
}

function referenceOf(entry: CslEntry): Reference {
  const year = entry.issued?.['date-parts']?.[0]?.[0];
  const container = entry['container-title'] ?? [entry.publisher ?? []].flat().join(' and ');
  return {
    key: entry.id,
    authors: shortAuthors((entry.author ?? []).map(({ family, literal }) => family ?? literal ?? '')),
    title: entry.title ?? entry.id,
    ...(year === undefined ? {} : { year }),
    ...(container ? { container } : {}),
    url: entry.URL ?? '',
  };
}

function shortAuthors(names: readonly string[]): string {
  return names.length > 2 ? `${names[0]} et al.` : names.join(' and ');
}
