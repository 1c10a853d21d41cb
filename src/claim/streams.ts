import { type Random, randomFrom, seedOf } from '../numerics/random.ts';

/** The stream of a seed for one use: the streams of two uses are unrelated even where the seeds are the same. */
export function streamFor(use: 'points' | 'weights' | 'projections', seed: number): Random {
  return randomFrom(seedOf(`${use} ${seed}`));
}

/** A standard normal number, by Box and Muller's transform of two uniform ones. */
export function gaussian(random: Random): number {
  // 1 − unit() is above 0, where the logarithm is finite.
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}
