import type { BlockKind, NetworkPlan, TrainingPlan, TrainingRecord } from './training.ts';

/** Where the weights of a network start: He's draws, as they are or changed. */
export type Start = Pick<NetworkPlan, 'scale' | 'lastScale' | 'plusIdentity'>;

/** He's draws as they are. */
export const HE: Start = { scale: 1, lastScale: 1, plusIdentity: false };

/** What the experiments vary; all else is the same in all of them. */
export interface SpiralRun {
  readonly block: BlockKind;
  /** Weight layers in blocks. */
  readonly depth: number;
  /** Units a layer. */
  readonly width: number;
  readonly networks: readonly NetworkPlan[];
  readonly steps: number;
  readonly recordEvery: number;
}

/** Networks of ReLU layers on 64 points of two spiral arms of one turn, trained by plain full-batch gradient descent. */
export function spiralPlan({ block, depth, width, ...rest }: SpiralRun): TrainingPlan {
  return {
    architecture: { block, shortcut: 'identity', activation: 'relu', depth, width, normalised: false },
    task: { name: 'spiral', points: 64, seed: 1 },
    optimizer: { rule: 'sgd' },
    ...rest,
  };
}

/** The same start and rate from each of several seeds. */
export function networksFrom(seeds: readonly number[], start: Start, rate: number): NetworkPlan[] {
  return seeds.map((seed) => ({ seed, rate, ...start }));
}

/** Networks as they start, looked at and not trained. */
export function startPlan(
  block: BlockKind,
  depth: number,
  width: number,
  seeds: readonly number[],
): TrainingPlan {
  // The rate of no step.
  const networks = networksFrom(seeds, HE, 1);
  return spiralPlan({ block, depth, width, networks, steps: 0, recordEvery: 1 });
}

/** The loss of each network after the last step; NaN where it diverged. */
export function lastLoss({ at, loss }: TrainingRecord): Float32Array {
  return loss.subarray(loss.length - loss.length / at.length);
}
