import type { Ops } from '../../claim/ops.ts';
import type { Parameters, Values } from '../../claim/parameters.ts';
import type { TrainingPlan } from '../../claim/training.ts';
import type { HostTensor } from '../../numerics/host-tensor.ts';
import { MAX_SEED, randomFrom } from '../../numerics/random.ts';

/** Tensors by name, as a figure draws and returns them. */
export type Tensors<T = HostTensor<Float32Array>> = Readonly<Record<string, T>>;

/** What every figure says of itself. */
interface Described {
  /** The claims that a reader sees in it, by id: without their evidence the figure is not published. */
  readonly claims: readonly [string, ...string[]];
  /** What the numbers depend on, besides the seed. */
  readonly parameters: Parameters;
  /** How the numbers are looked at: in the link like parameters, but nothing is computed anew. */
  readonly views: Parameters;
  /** The seed of the poster. */
  readonly seed: number;
}

/** A figure of tensors, from seeded inputs, with the claims' own formulas. */
export interface ComputedFigure extends Described {
  /** The inputs of a seed, made on the host; where the figure unfolds in time, the state at step 0. */
  readonly draw: (values: Values, seed: number) => Tensors;
  /** All quantities drawn, inputs included. */
  readonly compute: <T>(tf: Ops<T>, inputs: Tensors<T>, values: Values) => Tensors<T>;
  /** One step in time: what of the state changes, by the same names, in the same shapes. */
  readonly step?: <T>(tf: Ops<T>, state: Tensors<T>, values: Values) => Tensors<T>;
}

/** A figure of whole trainings, by the device's engine: its quantities are their records. */
export interface TrainedFigure extends Described {
  /** What is trained, by the name of its curve. */
  readonly plans: (values: Values, seed: number) => Readonly<Record<string, TrainingPlan>>;
}

/** What a reader manipulates to see a claim. */
export type Figure = ComputedFigure | TrainedFigure;

/** Seeds of as many networks, from a figure's own. */
export function seedsFrom(seed: number, count: number): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => random.integer(0, MAX_SEED));
}

/** The state some steps later. */
export function unfold<T>(
  tf: Ops<T>,
  figure: ComputedFigure,
  state: Tensors<T>,
  values: Values,
  steps: number,
): Tensors<T> {
  let unfolded = state;
  for (let step = 0; step < steps; step++) {
    unfolded = { ...unfolded, ...figure.step?.(tf, unfolded, values) };
  }
  return unfolded;
}
