import { arithmeticOf } from '../numerics/arithmetic.ts';
import { allFinite, type HostTensor } from '../numerics/host-tensor.ts';
import type { Outcome } from './evidence-schema.ts';
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
    const ratio =
      Number.isFinite(error) && Number.isFinite(bound) ? ratioOf(error, bound) : Number.POSITIVE_INFINITY;
    if (ratio > worstRatio) {
      worst = i;
      worstRatio = ratio;
      if (!Number.isFinite(error)) break;
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

/** error/bound; for an exact check the error itself, which orders entries just as well. */
function ratioOf(error: number, bound: number): number {
  return bound > 0 ? error / bound : error;
}

/** True where neither side holds a NaN or an infinity. Tested on the host: GPUs lose NaN on the way. */
export function bothFinite(left: HostTensor, right: HostTensor): boolean {
  return allFinite(left) && allFinite(right);
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

/** The verdict an outcome holds. */
export function verdictOf({ verdict, reason }: Outcome): Verdict {
  return verdict === 'undecided' ? { verdict, reason: reason ?? 'not finite' } : { verdict };
}

/** The host's own arithmetic, for asking it whether a device's refutation is the claim's fault or the device's. */
export const HOST_ARITHMETIC = arithmeticOf(53);

function finiteOrNull(measurement: Measurement): NonNullable<Outcome['measurement']> {
  if (measurement.type === 'margin') return { type: 'margin', margin: finite(measurement.margin) };
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
