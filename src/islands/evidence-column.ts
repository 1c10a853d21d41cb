import type { Backend } from '../claim/device.ts';
import type { Evidence, Outcome } from '../claim/evidence-schema.ts';
import type { ClaimReport } from '../evidence/report.ts';
import { counted, describeCriterion, describeInterval, formatNumber, powerOfTen } from './number-format.ts';

export type VerdictWord = Evidence['verdict'];

/** Backends as their specifications write them. */
export const BACKEND_NAMES: Record<Backend, string> = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'CPU' };

/** One judge's findings, as the card's table shows them: CI has a column and the reader's device has one. */
export interface Column {
  readonly verdict: VerdictWord;
  readonly control: VerdictWord;
  readonly device: string;
  readonly measured: string;
  /** Error over bound at the deciding entry; null where there is no bound to draw it against. */
  readonly ratio: number | null;
  readonly trials: string;
  readonly falsePass: string | null;
}

/** The column of one run. */
export function columnOf(evidence: Evidence): Column {
  const { verdict, claimed, control, falsePass, backend, precision, findings } = evidence;
  return {
    verdict,
    control: control.verdict,
    device: `${BACKEND_NAMES[backend]}, ${precision} bits`,
    measured: describeMeasurement(claimed, findings ?? []),
    ratio: ratioOf(claimed),
    trials: formatNumber(claimed.trials),
    falsePass:
      falsePass &&
      `at most ${powerOfTen(Math.ceil(falsePass.exponent))}${falsePass.perSignPattern ? ', at the signs drawn' : ''}`,
  };
}

/** The column of everything CI ran of a claim: of its cases, the one that came closest to its bound, or that decides. */
export function columnOfReport(report: ClaimReport): Column | null {
  const first = report.runs.find(({ verdict }) => verdict === report.verdict) ?? report.runs[0];
  if (!first) return null;
  const closest = report.runs.reduce(
    (worst, run) => ((ratioOf(run.claimed) ?? -1) > (ratioOf(worst.claimed) ?? -1) ? run : worst),
    first,
  );
  const controls = report.runs.map(({ control }) => control.verdict);
  const cases = report.runs.length;
  const column = columnOf(closest);
  return {
    ...column,
    verdict: report.verdict,
    control: controls.find((verdict) => verdict !== 'refuted') ?? 'refuted',
    trials: cases > 1 ? describeCases(column, closest, cases) : column.trials,
  };
}

/** The trials of all cases, and which of them the column's measurement is of. */
function describeCases({ trials, ratio, verdict }: Column, { claimed }: Evidence, cases: number): string {
  const came = verdict === 'holds' ? 'holds' : `is ${verdict}`;
  const first = claimed.measurement?.type === 'interval' ? `; above, the first that ${came}` : '';
  const which = ratio === null ? first : '; above, the one nearest its bound';
  return `${trials} in each of ${counted(cases, 'case')}${which}`;
}

/** A measurement in words, with what it must be, and which of several findings it is of. */
function describeMeasurement({ measurement }: Outcome, findings: NonNullable<Evidence['findings']>): string {
  if (!measurement) return 'nothing could be computed';
  if (measurement.type === 'margin') return `${formatNumber(measurement.margin)}; it must be positive`;
  if (measurement.type === 'interval') {
    const { low, high, threshold } = measurement;
    const finding = findings.find(
      (one) => one.low === low && one.high === high && one.threshold === threshold,
    );
    const subject = finding && findings.length > 1 ? ` (${finding.says})` : '';
    return `${describeInterval(measurement)}${subject}; it must lie ${describeCriterion(measurement)}`;
  }
  const { error, bound } = measurement;
  if (bound === 0) return `${formatNumber(error)}; nothing but 0 is allowed`;
  return `${formatNumber(error)}; up to ${formatNumber(bound)} is allowed`;
}

function ratioOf({ measurement }: Outcome): number | null {
  if (measurement?.type !== 'difference') return null;
  const { error, bound } = measurement;
  return error === null || !bound ? null : error / bound;
}
