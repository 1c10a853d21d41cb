/** Why nothing could be concluded. The text is what a reader is shown. */
export const UNDECIDED_REASONS = {
  'not finite': 'the device returned a number that is not finite',
  'precision too low': 'this device keeps too few bits for an exact check at this size',
  'device lost': 'the device was lost during the run',
  'timed out': 'the device did not answer in time',
  'control not refuted': 'the false version was not refuted, so passing the check means nothing here',
  'device at fault': 'the device’s numbers are not what its arithmetic allows; the host’s own are others',
  'interval straddles': 'what was measured lies on both sides of the criterion: more seeds might tell',
} as const;

export type UndecidedReason = keyof typeof UNDECIDED_REASONS;

/** One of three, and nothing else. Undecided is never a pass. */
export type Verdict =
  | { readonly verdict: 'holds' }
  | { readonly verdict: 'refuted' }
  | { readonly verdict: 'undecided'; readonly reason: UndecidedReason };

/**
 * What a check computed.
 * - difference: |left − right| at the entry that comes closest to its bound, or furthest beyond
 *   it; an exact check has bound 0.
 * - margin: an exact integer that is positive just where the witness shows what it claims.
 * - interval: where a quantity lies, and the side of a threshold on which it must.
 */
export type Measurement =
  | { readonly type: 'difference'; readonly error: number; readonly bound: number }
  | { readonly type: 'margin'; readonly margin: number }
  | Interval;

/** A confidence interval and its criterion. */
export interface Interval {
  readonly type: 'interval';
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly relation: 'above' | 'below';
  readonly threshold: number;
}

export const holds: Verdict = { verdict: 'holds' };
export const refuted: Verdict = { verdict: 'refuted' };
export const undecided = (reason: UndecidedReason): Verdict => ({ verdict: 'undecided', reason });

/** The verdict of one measurement: the only place where a number becomes a word. */
export function judge(measurement: Measurement): Verdict {
  if (measurement.type === 'margin') {
    if (!Number.isFinite(measurement.margin)) return undecided('not finite');
    return measurement.margin > 0 ? holds : refuted;
  }
  if (measurement.type === 'interval') return judgeInterval(measurement);
  const { error, bound } = measurement;
  if (!Number.isFinite(error) || !Number.isFinite(bound)) return undecided('not finite');
  return error <= bound ? holds : refuted;
}

function judgeInterval({ low, high, relation, threshold }: Interval): Verdict {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return undecided('not finite');
  if (low > threshold) return relation === 'above' ? holds : refuted;
  if (high < threshold) return relation === 'below' ? holds : refuted;
  return undecided('interval straddles');
}

/**
 * The verdict of a run: the check holds only where its control was refuted by the same device.
 * A refuted check stays refuted whatever the control did.
 */
export function conclude(check: Verdict, control: Verdict): Verdict {
  if (check.verdict !== 'holds') return check;
  if (control.verdict === 'refuted') return holds;
  return control.verdict === 'undecided' ? control : undecided('control not refuted');
}
