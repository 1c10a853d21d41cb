import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import { BIBLIOGRAPHY, parseBibliography, type Reference } from '../evidence/bibliography.ts';

/** A source as the bibliography and the previews of citations show it. */
export interface Source extends Reference {
  /** What a citation is called in running text: "He et al. 2015". */
  readonly label: string;
  /** The whole entry in APA's style, as text, without its address. */
  readonly entry: string;
}

/** Every source by its key, in the bibliography's order; the same text is read once. */
export function sourcesOf(bibtex: string): ReadonlyMap<string, Source> {
  if (latest?.bibtex !== bibtex) latest = { bibtex, sources: formatSources(bibtex) };
  return latest.sources;
}

/** As {@link sourcesOf}, of the site's own bibliography. @param root the project's root, a path. */
export function readSources(root: string): ReadonlyMap<string, Source> {
  return sourcesOf(readFileSync(join(root, BIBLIOGRAPHY), 'utf8'));
}

let latest: { readonly bibtex: string; readonly sources: ReadonlyMap<string, Source> } | undefined;

function formatSources(bibtex: string): ReadonlyMap<string, Source> {
  const options = { format: 'text', template: 'apa', asEntryArray: true } as const;
  // BibTeX's "and" between names also splits a publisher that has one in its name.
  const data = new Cite(bibtex).data.map((entry) => ({
    ...entry,
    publisher: [entry.publisher ?? []].flat().join(' and '),
  }));
  const entries = new Map(new Cite(data).format('bibliography', options));
  return new Map(
    parseBibliography(bibtex).map((reference) => {
      const { key, authors, year } = reference;
      const entry = (entries.get(key) ?? '').replace(/\s*(?:Retrieved )?https:\S+\s*$/, '').trim();
      return [key, { ...reference, label: year ? `${authors} ${year}` : authors, entry }];
    }),
  );
}
