import { type Activation, activate } from './activations.ts';
import type { Draw } from './draw.ts';
import type { Differentiable, Ops } from './ops.ts';
import { clipped, type Rule, slotsOf, step } from './optimizers.ts';
import { gradients } from './vjp.ts';

/** η of every trajectory, dimensionless: a short binary fraction, which each device stores as it stands. */
export const RATE = 1 / 8;

/** The layers of a small network: what is trained in each, by name, with its shape. */
export interface Layers {
  readonly trained: readonly { readonly name: string; readonly shape: readonly [number, number] }[];
  /** The pre-activation of layer `l`, from 0, at the activations before it [n, batch]. */
  readonly preActivation: <T>(
    tf: Differentiable<T>,
    l: number,
    tensors: Readonly<Record<string, T>>,
    a: T,
  ) => T;
}

/** What a training step needs besides the state. */
export interface Training {
  readonly layers: number;
  readonly batch: number;
  /** How many entries a sample's output has. */
  readonly outputs: number;
  readonly g: Activation;
  readonly rule: Rule;
  /** The learning rate of what is trained, by its name. */
  readonly rateOf?: (name: string) => number;
  /** The largest joint norm of the gradients; they are not clipped where absent. */
  readonly threshold?: number;
  /** Added to the gradient by a tensor, before the rule: of a penalty on it, say. */
  readonly penalty?: <T>(tf: Ops<T>, name: string, tensor: T) => T | null;
  /** Subtracted from a tensor's step after the rule, times its rate: decay that is decoupled from the gradient. */
  readonly decay?: <T>(tf: Ops<T>, name: string, tensor: T) => T | null;
}

/** At so many units looked at, it is past belief that none of them is active for any sample. */
const LEAST_UNITS = 24;

/** Starts enough that one has a gradient: a ReLU that is active for no sample has none. */
export function startsOf(units: number): number {
  return Math.ceil(LEAST_UNITS / units);
}

/** The state at which a training starts, and its data `x` and `y`, [n, batch] each. Slots start at 0. */
export function drawTraining<T>(
  draw: Draw<T>,
  { trained }: Layers,
  rule: Rule,
  inputs: number,
  outputs: number,
  batch: number,
): Record<string, T> {
  const drawn: Record<string, T> = {
    x: draw.activations(inputs, batch),
    y: draw.activations(outputs, batch),
  };
  for (const { name, shape } of trained) {
    const [rows, columns] = shape;
    drawn[name] = columns === 1 ? draw.bias(rows) : draw.weights(rows, columns);
    for (const slot of slotsOf(rule, name, rows, columns)) drawn[slot.name] = draw.zeros(...slot.shape);
  }
  return drawn;
}

/**
 * One step of full-batch training on half the mean squared error, over the batch and the outputs: a sum over
 * outputs would make a step of a wide network too long to converge. The state anew, by the same names.
 */
export function trainStep<T>(
  tf: Ops<T>,
  layers: Layers,
  state: Readonly<Record<string, T>>,
  { batch, outputs, g, rule, rateOf = () => RATE, threshold, penalty, decay, layers: depth }: Training,
): Record<string, T> {
  const forward = <S>(tf: Differentiable<S>, tensors: Readonly<Record<string, S>>): S => {
    let a = tensors.x as S;
    for (let l = 0; l < depth; l++) a = activate(tf, g, layers.preActivation(tf, l, tensors, a));
    return a;
  };
  const names = layers.trained.map(({ name }) => name);
  const mean = tf.scalar(1 / (batch * outputs));
  const dy = tf.mul(mean, tf.sub(forward(tf, state), state.y as T));
  const seen = Object.fromEntries(['x', ...names].map((name) => [name, state[name] as T]));
  const plain = gradients(tf, forward, seen, names, dy);
  const shapes = layers.trained.map(({ shape }) => shape);
  const used = threshold === undefined ? plain : clipped(tf, plain, shapes, threshold);
  const next: Record<string, T> = {};
  names.forEach((name, i) => {
    const tensor = state[name] as T;
    const penalised = sum(tf, used[i] as T, penalty?.(tf, name, tensor));
    const stepped = step(tf, rule, name, state, penalised, rateOf(name));
    const decayed = decay?.(tf, name, tensor);
    const moved = stepped[name] as T;
    Object.assign(next, stepped, {
      [name]: decayed ? tf.sub(moved, tf.mul(tf.scalar(rateOf(name)), decayed)) : moved,
    });
  });
  return next;
}

function sum<T>(tf: Ops<T>, a: T, b: T | null | undefined): T {
  return b ? tf.add(a, b) : a;
}

/** b·1ᵀ: a bias [n, 1] beside each of a batch, not broadcast, so that a gradient by it is a product too. */
export function besideEach<T>(tf: Differentiable<T>, b: T, batch: number): T {
  return tf.matMul(b, tf.constant({ shape: [1, batch], data: new Float32Array(batch).fill(1) }));
}

/** A stack of layers of one width, W and b each; `isSkipped` where each has a one-layer skip (T1). */
export function stackOf(
  isSkipped: boolean,
  { layers, n, batch }: { readonly layers: number; readonly n: number; readonly batch: number },
): Layers {
  return {
    trained: Array.from({ length: layers }, (_, l) => [
      { name: `W${l}`, shape: [n, n] as const },
      { name: `b${l}`, shape: [n, 1] as const },
    ]).flat(),
    preActivation: (tf, l, tensors, a) => {
      type S = typeof a;
      const z = tf.add(tf.matMul(tensors[`W${l}`] as S, a), besideEach(tf, tensors[`b${l}`] as S, batch));
      return isSkipped ? tf.add(z, a) : z;
    },
  };
}

/** Where a one-layer skip's state stands in the plain layers that it folds into: V = W + I, all else the same. */
export function folded<T>(
  tf: Ops<T>,
  state: Readonly<Record<string, T>>,
  { layers, n }: { readonly layers: number; readonly n: number },
): Record<string, T> {
  const weights = Array.from({ length: layers }, (_, l) => `W${l}`);
  const rest = Object.keys(state).filter((name) => /(?:^| )[Wb]\d$/.test(name));
  return Object.fromEntries(
    rest.map((name) => {
      const tensor = state[name] as T;
      return [name, weights.includes(name) ? tf.add(tensor, tf.eye(n)) : tensor];
    }),
  );
}
