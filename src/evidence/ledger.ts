import type { Evidence, Outcome } from '../claim/evidence-schema.ts';
import { UNDECIDED_REASONS } from '../claim/verdict.ts';
import type { JudgedNow } from './judge-claims.ts';
import type { ClaimReport, EvidenceReport } from './report.ts';

/** The ledger's columns, in the order they are printed. */
export const LEDGER_HEAD = [
  'verdict',
  'claim',
  'backend',
  'error',
  'bound',
  'trials',
  'false pass',
  'control',
  'why',
] as const;

/** One row of the ledger: a run of a claim, or a claim that has none. */
export type LedgerRow = readonly string[];

/** One row for each claim and case. */
export function ledgerRows({ claims }: EvidenceReport): LedgerRow[] {
  return claims.flatMap((claim) =>
    claim.runs.length > 0
      ? claim.runs.map((run) => rowOf(run, claim.runs.length > 1))
      : [['undecided', claim.id, '–', '–', '–', '0', '–', 'not run', '']],
  );
}

/** Rows as lines of aligned columns. */
export function alignColumns(rows: readonly LedgerRow[]): string[] {
  const widths = (rows[0] ?? []).map((_, k) => Math.max(...rows.map((row) => row[k]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, k) => cell.padEnd(widths[k] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** How many claims hold, as a clause: an experiment that came out otherwise is published, and still does not. */
export function describeHeld({ claims }: EvidenceReport): string {
  const held = claims.filter(({ verdict }) => verdict === 'holds').length;
  return `${held} of ${claims.length} claims hold`;
}

/** The verdicts that a claim's runs came to, each once: `holds`, or of an experiment `refuted, holds`. */
export function verdictsOf({ runs }: ClaimReport): string {
  return [...new Set(runs.map(({ verdict }) => verdict))].join(', ');
}

/** How many claims were run, as a clause. */
export function describeCounts({ ran, cached }: Pick<JudgedNow, 'ran' | 'cached'>): string {
  return `${ran} run, ${cached} unchanged and taken from the cache`;
}

/** One line for each claim: what a build says before it goes on. */
export function ledgerLines({ claims }: EvidenceReport): string[] {
  return alignColumns(claims.map((claim) => [claim.verdict, claim.id, summaryOf(claim)]));
}

function summaryOf({ runs }: ClaimReport): string {
  const [run] = runs;
  if (!run) return 'not run';
  const cases = runs.length === 1 ? '' : `, ${runs.length} cases`;
  return `${run.kind}, ${run.check} on ${run.backend}${cases}, control ${run.control.verdict}`;
}

function rowOf(run: Evidence, isOneOfMany: boolean): LedgerRow {
  const { verdict, reason, claim, backend, claimed, control, falsePass, survey } = run;
  return [
    verdict,
    isOneOfMany ? nameOfCase(run) : claim,
    backend,
    ...measurementOf(claimed, survey?.ratio ?? null),
    String(claimed.trials),
    falsePass && claimed.verdict === 'holds' ? `10^${Math.round(falsePass.exponent * 10) / 10}` : '–',
    control.verdict,
    reason ? UNDECIDED_REASONS[reason] : '',
  ];
}

/** What was measured and its bound, with the share of it that a survey found reached. */
function measurementOf({ measurement }: Outcome, reached: number | null): [string, string] {
  if (!measurement) return ['–', '–'];
  if (measurement.type === 'margin') return [`margin ${short(measurement.margin)}`, '> 0'];
  if (measurement.type === 'interval') {
    const { low, high, relation, threshold } = measurement;
    return [`${short(low)} to ${short(high)}`, `${relation === 'above' ? '>' : '<'} ${short(threshold)}`];
  }
  const bound = short(measurement.bound);
  return [
    short(measurement.error),
    reached === null ? bound : `${bound} (${Number(reached.toPrecision(2))} reached)`,
  ];
}

/** A claim's id with the choices of one of its runs: what tells this case from the others. */
export function nameOfCase({ claim, parameters }: Evidence): string {
  return `${claim} (${Object.values(parameters)
    .filter((value) => typeof value === 'string')
    .join(', ')})`;
}

function short(x: number | null): string {
  if (x === null) return 'not finite';
  return Number.isInteger(x) && Math.abs(x) < 1e6 ? String(x) : x.toExponential(2);
}
