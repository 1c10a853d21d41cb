import type { Lab } from './lab.ts';
import { lastLoss, networksFrom, type Start } from './spiral-plans.ts';
import type { NetworkPlan, TrainingPlan } from './training.ts';

/** Below this mean squared error a network counts as trained; the targets are ±1. */
export const TRAINED_BELOW = 0.1;

/** What is tried in tuning. */
export const RATES = [0.01, 0.03, 0.1, 0.3] as const;

/** On which it is tried: never those of an experiment, which are drawn from 2³² numbers. */
export const TUNING_SEEDS = [0, 1, 2, 3] as const;

/** A start with a rate, for any seed. */
export type Candidate = Start & Pick<NetworkPlan, 'rate'>;

/** Each start at each rate. */
export function candidatesOf(starts: readonly Start[]): Candidate[] {
  return starts.flatMap((start) => RATES.map((rate) => ({ ...start, rate })));
}

/** The networks of a tuning: every candidate from every tuning seed. */
export function tuningNetworks(candidates: readonly Candidate[]): NetworkPlan[] {
  return candidates.flatMap((candidate) => networksFrom(TUNING_SEEDS, candidate, candidate.rate));
}

/**
 * The candidate from which most tuning seeds train; among equals the one with the least median loss, and the first.
 * @param planOf a plan that trains such networks.
 */
export async function tune(
  lab: Lab,
  candidates: readonly Candidate[],
  planOf: (networks: readonly NetworkPlan[]) => TrainingPlan,
): Promise<Candidate> {
  const losses = lastLoss(await lab.train(planOf(tuningNetworks(candidates))));
  const tried = TUNING_SEEDS.length;
  const scored = candidates.map((candidate, k) => {
    const own = [...losses.subarray(k * tried, (k + 1) * tried)].map(finiteOrInfinite).sort((a, b) => a - b);
    return { candidate, trained: own.filter((loss) => loss < TRAINED_BELOW).length, median: middle(own) };
  });
  const [first, ...others] = scored;
  if (!first) throw new RangeError('There is nothing to tune.');
  const isBetter = (a: typeof first, b: typeof first) =>
    a.trained > b.trained || (a.trained === b.trained && a.median < b.median);
  return others.reduce((best, other) => (isBetter(other, best) ? other : best), first).candidate;
}

/** A network that diverged is worse than any other. */
export function finiteOrInfinite(loss: number): number {
  return Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY;
}

function middle(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}
