import type { TrainingPlan } from '../../../src/claim/training.ts';

/** What every contender trains: plain networks, which all of them can express. */
export interface Workload {
  readonly name: string;
  /** Layers from width to width. */
  readonly depth: number;
  readonly width: number;
}

export const WORKLOADS: readonly Workload[] = [
  { name: 'A', depth: 8, width: 16 },
  { name: 'B', depth: 32, width: 16 },
  { name: 'C', depth: 8, width: 64 },
];

/** How many networks are trained side by side. */
export const SIZES: readonly number[] = [1, 64, 256];

/** Points in the batch; every step takes all of them. */
export const BATCH = 64;

/** Small enough that none of the networks diverges, large enough that the first steps change the loss. */
export const RATE = 0.01;

/** The engine's plan of a workload; all contenders take their points and starts from it. */
export function planOf({ depth, width }: Workload, networks: number, steps: number): TrainingPlan {
  return {
    architecture: {
      block: 'plain',
      shortcut: 'identity',
      activation: 'relu',
      depth,
      width,
      normalised: false,
    },
    task: { name: 'spiral', points: BATCH, seed: 1 },
    networks: Array.from({ length: networks }, (_, seed) => ({
      seed,
      rate: RATE,
      scale: 1,
      lastScale: 1,
      plusIdentity: false,
    })),
    optimizer: { rule: 'sgd' },
    steps,
    recordEvery: 1,
  };
}
