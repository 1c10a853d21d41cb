import type { FirstVerdictBenchmark, ScaleBenchmark } from './benchmark-schema.ts';
import { type Spread, spreadOf } from './training-benchmark.ts';

type Timing = FirstVerdictBenchmark['backends'][number]['cold'][number];

/** How many times the bare program's time the site took, round by round. */
export function ratiosOf(timings: readonly Timing[]): Spread {
  return spreadOf(timings.map(({ site, bare }) => site / bare));
}

/** How many times as much one size took as the size before it. */
export interface Growth {
  readonly claims: number;
  readonly seconds: number;
  readonly peakMiB: number;
}

/** @returns null for the smallest size. */
export function growthOf(sizes: ScaleBenchmark['sizes'], index: number): Growth | null {
  const [before, now] = [sizes[index - 1], sizes[index]];
  if (!before || !now) return null;
  const times = (quantity: 'seconds' | 'peakMiB') => medianOf(now, quantity) / medianOf(before, quantity);
  return { claims: now.claims / before.claims, seconds: times('seconds'), peakMiB: times('peakMiB') };
}

function medianOf({ rounds }: ScaleBenchmark['sizes'][number], quantity: 'seconds' | 'peakMiB'): number {
  return spreadOf(rounds.map((round) => round[quantity])).median;
}
