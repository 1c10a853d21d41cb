import type { Values } from '../claim/parameters.ts';
import type { VerdictWord } from './evidence-column.ts';
import { counted } from './number-format.ts';

/** A claim as the ledger's controls know it. */
export interface LedgerClaim {
  readonly id: string;
  readonly title: string;
  /** Key of its part of the argument. */
  readonly part: string;
  /** Key of its kind. */
  readonly kind: string;
  /** What CI found, the worst of its cases. */
  readonly ci: VerdictWord;
  /** What a search looks in, made by {@link searchable}. */
  readonly words: string;
  /** What it is run with. */
  readonly values: Values;
  /** What CI found with these values: an experiment may come out otherwise in another case. */
  readonly ciAtValues: VerdictWord;
  /** Relative to the project's root. */
  readonly file: string;
  /** Of the claim as published, SHA-256. */
  readonly digest: string;
  /** Ids of the claims it takes for granted. */
  readonly uses: readonly string[];
  /** True where a run takes minutes. */
  readonly isLong: boolean;
}

/** One of a select's options. */
export interface Choice {
  readonly key: string;
  readonly label: string;
}

/** What can be asked for, besides a text. */
export interface Choices {
  readonly part: readonly Choice[];
  readonly kind: readonly Choice[];
  readonly verdict: readonly Choice[];
}

/** What a reader asks to see; an empty text asks for anything. */
export interface Filter {
  readonly text: string;
  readonly part: string;
  readonly kind: string;
  readonly verdict: string;
}

export const EVERYTHING: Filter = { text: '', part: '', kind: '', verdict: '' };

/** Whose verdict is asked for, then which. */
export const VERDICTS: readonly Choice[] = [
  { key: 'ci-holds', label: 'CI: holds' },
  { key: 'ci-refuted', label: 'CI: refuted' },
  { key: 'ci-undecided', label: 'CI: undecided' },
  { key: 'own-holds', label: 'Your device: holds' },
  { key: 'own-refuted', label: 'Your device: refuted' },
  { key: 'own-undecided', label: 'Your device: undecided' },
  { key: 'own-none', label: 'Your device: not run' },
];

/** Texts come from strangers' links too: longer ones are cut. */
export const TEXT_LIMIT = 100;

/** The names of a filter's fields in an address. */
const NAMES = { text: 'q', part: 'part', kind: 'kind', verdict: 'verdict' } as const;

/** A text without capitals, accents and typographic minus signs, as it is searched. */
export function searchable(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('\u2212', '-').toLowerCase();
}

/**
 * True where a claim is asked for: every word of the text occurs in its words, and each choice is its own.
 * @param own what the reader's device found; null where it has not run the claim.
 */
export function isAskedFor(claim: LedgerClaim, filter: Filter, own: VerdictWord | null): boolean {
  const { text, part, kind, verdict } = filter;
  return (
    searchable(text)
      .split(/\s+/)
      .every((word) => claim.words.includes(word)) &&
    (part === '' || part === claim.part) &&
    (kind === '' || kind === claim.kind) &&
    (verdict === '' || verdict === `ci-${claim.ci}` || verdict === `own-${own ?? 'none'}`)
  );
}

/**
 * Reads an address's query. What does not exist is left out and named in `problem`; nothing throws.
 * @returns the filter, and one sentence for the reader or null.
 */
export function readFilter(search: string, choices: Choices): { filter: Filter; problem: string | null } {
  const given = new URLSearchParams(search);
  const text = given.get(NAMES.text) ?? '';
  const filter = { ...EVERYTHING, text: text.slice(0, TEXT_LIMIT) };
  let problem = text.length > TEXT_LIMIT ? 'The text in this link is too long and was cut.' : null;
  for (const field of ['part', 'kind', 'verdict'] as const) {
    const key = given.get(NAMES[field]) ?? '';
    if (key === '' || choices[field].some((choice) => choice.key === key)) filter[field] = key;
    else problem ??= `This link asks for a ${field} that does not exist; that was ignored.`;
  }
  return { filter, problem };
}

/** The query that restores a filter; what else stands in the address stays. */
export function writeFilter(search: string, filter: Filter): string {
  const query = new URLSearchParams(search);
  for (const [field, name] of Object.entries(NAMES)) {
    const value = filter[field as keyof Filter];
    if (value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** How many claims are shown, in words. */
export function describeShown(shown: number, all: number): string {
  if (shown === 0) return 'No claim matches.';
  return shown === all
    ? `All ${counted(all, 'claim')} are shown.`
    : `${shown} of ${counted(all, 'claim')} shown.`;
}
