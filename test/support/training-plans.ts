import type { Architecture, BlockKind, Optimizer, TrainingPlan } from '../../src/claim/training.ts';

/** A plan small enough for the reference, from a start that is tame in every kind of block; what is given replaces the rest. */
export function smallPlan(
  given: Omit<Partial<TrainingPlan>, 'architecture'> & { architecture?: Partial<Architecture> } = {},
): TrainingPlan {
  return {
    task: { name: 'spiral', points: 5, seed: 1 },
    networks: [network(3, 0.05), network(4, 0.01)].map((plain) => ({ ...plain, scale: 0.5 })),
    optimizer: { rule: 'sgd' },
    steps: 3,
    recordEvery: 1,
    ...given,
    architecture: {
      block: 'two',
      shortcut: 'identity',
      activation: 'tanh',
      depth: 6,
      width: 3,
      normalised: false,
      ...given.architecture,
    },
  };
}

/** A network with a plain start. */
export function network(seed: number, rate: number): TrainingPlan['networks'][number] {
  return { seed, rate, scale: 1, lastScale: 1, plusIdentity: false };
}

export const BLOCKS: readonly BlockKind[] = ['plain', 'T1', 'T2', 'T3', 'two', 'three'];

/** Every rule; epsilon is large beside a rounding, so that the sign of a vanishing gradient decides nothing. */
export const OPTIMIZERS: readonly Optimizer[] = [
  { rule: 'sgd' },
  { rule: 'momentum', momentum: 0.9 },
  { rule: 'nesterov', momentum: 0.9 },
  { rule: 'rmsprop', decay: 0.9, epsilon: 1e-3 },
  { rule: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-3 },
];
