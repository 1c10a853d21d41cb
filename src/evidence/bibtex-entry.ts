import type { Commit } from './commit.ts';

/** What of this site is cited. */
export interface Cited {
  readonly kind: 'claim' | 'article';
  /** A claim's id, an article's path. */
  readonly id: string;
  readonly title: string;
  /** Absent where the site has no address yet. */
  readonly url?: string | undefined;
}

const SITE = 'Skip Two';
const KINDS: Record<Cited['kind'], string> = { claim: 'Claim', article: 'Article' };
/** As LaTeX writes them. */
const SPECIAL: Record<string, string> = {
  '\\': String.raw`\textbackslash{}`,
  '~': String.raw`\textasciitilde{}`,
  '^': String.raw`\textasciicircum{}`,
};

/**
 * A claim or an article as a BibTeX entry. No person is named: the site is its author.
 * @param commit what was built; null where that is not known.
 */
export function bibtexEntry({ kind, id, title, url }: Cited, commit: Commit | null): string {
  const version = commit ? `commit ${commit.id}` : 'unversioned';
  const fields: [string, string][] = [
    ['author', `{${SITE}}`],
    ['title', `{${escapeLaTeX(title)}}`],
    ['howpublished', `${KINDS[kind]} ${escapeLaTeX(id)} of ${SITE}`],
    ...(commit ? [['year', String(commit.year)] as [string, string]] : []),
    ['note', escapeLaTeX(version)],
    ...(url ? [['url', url] as [string, string]] : []),
  ];
  const width = Math.max(...fields.map(([name]) => name.length));
  const lines = fields.map(([name, value]) => `  ${name.padEnd(width)} = {${value}}`);
  return `@misc{skip-two:${id.replaceAll('/', ':')},\n${lines.join(',\n')}\n}`;
}

function escapeLaTeX(text: string): string {
  return text
    .replace(/[\\~^]/g, (special) => SPECIAL[special] ?? special)
    .replace(/[&%$#_]/g, String.raw`\$&`);
}
