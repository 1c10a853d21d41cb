import type { Evidence, Outcome } from '../claim/evidence-schema.ts';
import { type LedgerRow, nameOfCase } from './ledger.ts';
import type { ClaimReport } from './report.ts';

/** What running a claim again gave: evidence, or a clause that says why there is none. */
export type Again = { readonly evidence: Evidence } | { readonly evidence: null; readonly problem: string };

export const TIME_UP = 'the time was up: allow more with --minutes';

/** A claim of the file, beside what was found of it again. */
export interface Compared {
  readonly recorded: ClaimReport;
  /** Of the claim in this checkout. */
  readonly digest: string;
  /** One for each of its runs, in their order. */
  readonly again: readonly Again[];
}

export const AGREEMENT_HEAD = [
  'result',
  'claim',
  'recorded on',
  'verdict',
  'again',
  'control',
  'again',
  'differs in',
];

/** One row for each run; a claim of which the file has no run is a row that differs. */
export function agreementRows({ recorded, digest, again }: Compared): LedgerRow[] {
  const { id, runs, verdict } = recorded;
  if (runs.length === 0) return [['differs', id, '–', verdict, '–', '–', '–', 'the file has no run of it']];
  const changed = digest === recorded.digest ? [] : ['the claim or what judges it has changed since'];
  return runs.map((run, k) => {
    const { evidence, ...rest } = again[k] ?? { evidence: null, problem: 'it was not run' };
    const problem = 'problem' in rest ? rest.problem : '';
    const differences = [...changed, ...(evidence ? differencesOf(run, evidence) : [problem])];
    return [
      differences.length === 0 ? 'agrees' : 'differs',
      runs.length > 1 ? nameOfCase(run) : id,
      run.backend,
      run.verdict,
      evidence?.verdict ?? '–',
      run.control.verdict,
      evidence?.control.verdict ?? '–',
      differences.join('; ') || '–',
    ];
  });
}

/**
 * What two runs of one claim with the same values and seed differ in, though no device may differ in it: the
 * verdicts, and of exact checks the measurement. That of a control is compared where both drew the same integers.
 */
export function differencesOf(recorded: Evidence, again: Evidence): string[] {
  const differs: [string, boolean][] = [
    ['verdict', recorded.verdict !== again.verdict],
    ['verdict of the control', recorded.control.verdict !== again.control.verdict],
  ];
  if (recorded.check === 'exact') {
    const sameDraws = recorded.entries === again.entries;
    differs.push(
      ['measurement', !isSame(recorded.claimed, again.claimed)],
      ['measurement of the control', sameDraws && !isSame(recorded.control, again.control)],
    );
  }
  return differs.flatMap(([what, isDifferent]) => (isDifferent ? [what] : []));
}

function isSame(a: Outcome, b: Outcome): boolean {
  return JSON.stringify(numbersOf(a)) === JSON.stringify(numbersOf(b));
}

/** In an order of their own: a file may have them in another. */
function numbersOf({ measurement }: Outcome): readonly (number | string | null)[] | null {
  if (measurement === null) return null;
  return Object.entries(measurement)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat();
}
