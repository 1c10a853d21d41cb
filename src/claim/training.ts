/**
 * What an experiment may ask a device to train: many networks of one architecture at once, as data.
 * `runtime/` fulfils it; nothing here computes.
 */
export interface TrainingPlan {
  readonly architecture: Architecture;
  readonly task: Task;
  /** The networks, trained side by side: seeds and arms are a batch dimension of every tensor. At least one. */
  readonly networks: readonly NetworkPlan[];
  readonly optimizer: Optimizer;
  /** Steps of full-batch training; 0 records the start alone. */
  readonly steps: number;
  /** Steps from one record to the next; the start and the last step are always recorded. */
  readonly recordEvery: number;
}

/** What stands between the first layer, which takes the task's inputs to `width`, and the linear readout. */
export interface Architecture {
  readonly block: BlockKind;
  /** What the skip carries: the block's input, or a learned matrix times it. */
  readonly shortcut: 'identity' | 'projection';
  readonly activation: 'linear' | 'relu' | 'tanh' | 'sigmoid' | 'gelu';
  /** Weight layers in blocks: a multiple of the block's length, 1 to 48. */
  readonly depth: number;
  /** Units a layer, 2 to 128. */
  readonly width: number;
  /** True where each pre-activation is normalised over the batch, with a learned scale and offset. */
  readonly normalised: boolean;
}

/**
 * How a block computes its output from its input a, g the activation and each W with its bias:
 * - plain: g(Wa)
 * - T1: g(Wa + a)
 * - T2: a + g(Wa)
 * - T3: a + Wg(a)
 * - two: g(W₂g(W₁a) + a)
 * - three: g(W₃g(W₂g(W₁a)) + a)
 */
export type BlockKind = 'plain' | 'T1' | 'T2' | 'T3' | 'two' | 'three';

/** How many weight layers a block of each kind has. */
export const BLOCK_LENGTH: Readonly<Record<BlockKind, number>> = {
  plain: 1,
  T1: 1,
  T2: 1,
  T3: 1,
  two: 2,
  three: 3,
};

/** What is added to a unit's variance before its root is taken, so that a constant unit does not divide by zero. */
export const NORMALISATION_EPSILON = 1e-5;

/** Learnable by generated data alone: points and targets follow from the seed. */
export interface Task {
  readonly name: 'spiral' | 'rings' | 'xor' | 'parity' | 'teacher' | 'glyphs';
  /** Points in the batch; training is full-batch. */
  readonly points: number;
  readonly seed: number;
}

/** One network of a plan: where it starts, and how fast it learns. */
export interface NetworkPlan {
  /** Its weights are drawn from it: the same seed gives the same draws in every arm. */
  readonly seed: number;
  /** The learning rate. */
  readonly rate: number;
  /** Every block weight starts at this times its He draw (variance 2/inputs). */
  readonly scale: number;
  /** The last weight of each block starts at this times that again. */
  readonly lastScale: number;
  /** True where the identity is added to each block weight at the start: a plain layer started as T1. */
  readonly plusIdentity: boolean;
}

/** The rule of a step; every constant is explicit. Rates stand with the networks. */
export type Optimizer =
  | { readonly rule: 'sgd' }
  | { readonly rule: 'momentum' | 'nesterov'; readonly momentum: number }
  | { readonly rule: 'rmsprop'; readonly decay: number; readonly epsilon: number }
  | { readonly rule: 'adam'; readonly beta1: number; readonly beta2: number; readonly epsilon: number };

/**
 * What was seen of a training. Arrays are row-major. A network that diverged holds NaN or infinities
 * from there on and disturbs no other.
 */
export interface TrainingRecord {
  /** The steps at which the state was recorded, from 0. */
  readonly at: readonly number[];
  /** [records, networks]: the mean squared error over the batch and the outputs. */
  readonly loss: Float32Array;
  /** [records, networks]: the share of points classified as they should be. */
  readonly accuracy: Float32Array;
  /** [records, networks, depth]: the Frobenius norm of the loss's gradient at each block weight. */
  readonly gradientNorm: Float32Array;
  /** [records, networks, depth / length + 1]: the mean square of the activations before the first block and after each. */
  readonly moment: Float32Array;
  /** [records, networks, depth / length + 1]: the mean cosine between the activations of two different points, likewise. */
  readonly cosine: Float32Array;
}

/** What a training may be told and tells. */
export interface TrainingOptions {
  /** Stops the training between two steps. */
  readonly signal?: { readonly aborted: boolean };
  /** Told now and then, after a step; awaited. Counts are of steps; `soFar` gives what was recorded up to then. */
  readonly onProgress?: (done: number, total: number, soFar: () => TrainingRecord) => void | Promise<void>;
}
