import type { TrainingPlan } from '../../src/claim/training.ts';
import { trainReference } from './reference-training.ts';

/** float32's unit roundoff, and how far the reference's start is moved to see what arrives. */
const U = 2 ** -24;

/** A number, and how far from it a device in float32 may be. */
export interface Allowed {
  readonly value: number;
  readonly allowed: number;
}

/** What a figure shows of a plan's networks together after some steps. */
export interface Medians {
  readonly step: number;
  readonly loss: Allowed;
  /** By layer, from the input. */
  readonly gradients: readonly Allowed[];
}

/**
 * Medians over a plan's networks, by loops in float64, with what a device may be off: as in
 * compare-training.ts, a unit roundoff for each rounding on the longest path, as large as the value and as
 * what becomes of a disturbed start. A median is off by no more than the worst of its values.
 * @param steps of which to tell; the last is how far the reference goes.
 */
export function referenceMedians(plan: TrainingPlan, steps: readonly number[]): Medians[] {
  const short = { ...plan, steps: Math.max(...steps) };
  const { depth } = plan.architecture;
  const runs = plan.networks.map((_, network) => [
    trainReference(short, network),
    trainReference(short, network, U),
  ]);
  return steps.map((step) => {
    const roundings = (step + 1) * 2 * (depth + 2) * (plan.task.points + 8);
    const at = (name: 'loss' | 'gradientNorm', i: number) => {
      const pairs = runs.map((run) => run.map((states) => states[step]?.[name] ?? []));
      const allowed = pairs.map(([values = [], disturbed = []]) => {
        const arrived = values.map((value, k) => Math.abs(value - (disturbed[k] as number)));
        return roundings * U * (Math.max(...values) + Math.max(...arrived) / U);
      });
      return { value: median(pairs.map(([values]) => values?.[i] as number)), allowed: Math.max(...allowed) };
    };
    return {
      step,
      loss: at('loss', 0),
      gradients: Array.from({ length: depth }, (_, layer) => at('gradientNorm', layer)),
    };
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] as number) + (sorted[Math.ceil(half)] as number)) / 2;
}
