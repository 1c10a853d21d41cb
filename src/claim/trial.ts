import { arithmeticOf } from '../numerics/arithmetic.ts';
import type { HostTensor } from '../numerics/host-tensor.ts';
import type { Evidence, Outcome } from './evidence-schema.ts';
import type { Measurement, Verdict } from './verdict.ts';

/** The entry of two tensors that decides, and what it measures. */
export interface Comparison {
  readonly measurement: Measurement & { readonly type: 'difference' };
  readonly index: number[];
  readonly left: number;
  readonly right: number;
}

/**
 * Compares two sides entry by entry.
 * @param bounds what rounding may cause at each entry; absent for an exact check, which allows nothing.
 * @returns the entry with the largest error/bound; with a number that is not finite, that entry.
 * @throws {RangeError} where the sides differ in shape.
 */
export function compare(left: HostTensor, right: HostTensor, bounds?: ArrayLike<number>): Comparison {
  if (left.shape.join() !== right.shape.join()) {
    throw new RangeError(
      `The sides have shapes [${left.shape}] and [${right.shape}]: they cannot be compared.`,
    );
  }
  let worst = 0;
  let worstRatio = -1;
  for (let i = 0; i < left.data.length; i++) {
    const error = Math.abs((left.data[i] as number) - (right.data[i] as number));
    const bound = bounds ? (bounds[i] as number) : 0;
    const ratio = closeness(error, bound);
    if (ratio > worstRatio) {
      worst = i;
      worstRatio = ratio;
      if (ratio === Number.POSITIVE_INFINITY) break;
    }
  }
  const l = left.data[worst] as number;
  const r = right.data[worst] as number;
  return {
    measurement: {
      type: 'difference',
      error: Math.abs(l - r),
      bound: bounds ? (bounds[worst] as number) : 0,
    },
    index: unravel(worst, left.shape),
    left: l,
    right: r,
  };
}

/**
 * How close an error comes to its bound: error/bound, and infinite where it is beyond a bound of 0
 * or where either is not finite, so that such an entry decides.
 */
export function closeness(error: number | null, bound: number | null): number {
  if (error === null || bound === null || !Number.isFinite(error) || !Number.isFinite(bound)) {
    return Number.POSITIVE_INFINITY;
  }
  if (bound > 0) return error / bound;
  return error > 0 ? Number.POSITIVE_INFINITY : 0;
}

/** The outcome whose entry came closer to its bound. */
export function worseOutcome(a: Outcome, b: Outcome): Outcome {
  const closenessOf = ({ measurement }: Outcome) =>
    measurement?.type === 'difference' ? closeness(measurement.error, measurement.bound) : -1;
  return closenessOf(b) > closenessOf(a) ? b : a;
}

/** Assembles an outcome; numbers that are not finite become null, as JSON has none. */
export function outcomeOf(
  trials: number,
  trial: number,
  verdict: Verdict,
  found: Comparison | { measurement: Measurement } | null,
): Outcome {
  return {
    verdict: verdict.verdict,
    reason: verdict.verdict === 'undecided' ? verdict.reason : null,
    trials,
    measurement: found && finiteOrNull(found.measurement),
    at:
      found && 'index' in found
        ? { trial, index: found.index, left: finite(found.left), right: finite(found.right) }
        : null,
  };
}

/** What is particular to a kind, where nothing is. */
export const NO_PARTICULARS: Particulars = {
  entries: null,
  falsePass: null,
  survey: null,
  findings: null,
  published: null,
};

/** The parts of evidence that only some kinds of claim have. */
export type Particulars = Pick<Evidence, 'entries' | 'falsePass' | 'survey' | 'findings' | 'published'>;

/** The verdict an outcome holds. */
export function verdictOf({ verdict, reason }: Outcome): Verdict {
  return verdict === 'undecided' ? { verdict, reason: reason ?? 'not finite' } : { verdict };
}

/** The host's own arithmetic, for holding a device's exact numbers against the host's. */
export const HOST_ARITHMETIC = arithmeticOf(53);

function finiteOrNull(measurement: Measurement): NonNullable<Outcome['measurement']> {
  if (measurement.type === 'margin') return { type: 'margin', margin: finite(measurement.margin) };
  if (measurement.type === 'interval') {
    const { estimate, low, high } = measurement;
    return { ...measurement, estimate: finite(estimate), low: finite(low), high: finite(high) };
  }
  return { type: 'difference', error: finite(measurement.error), bound: finite(measurement.bound) };
}

const finite = (x: number) => (Number.isFinite(x) ? x : null);

function unravel(index: number, shape: readonly number[]): number[] {
  const result: number[] = [];
  let rest = index;
  for (let k = shape.length - 1; k >= 0; k--) {
    result.unshift(rest % (shape[k] as number));
    rest = Math.floor(rest / (shape[k] as number));
  }
  return result;
}
