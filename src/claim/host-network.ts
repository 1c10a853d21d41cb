import { type Activation, activate } from './activations.ts';
import { below, beside, filledWith, overPoints } from './bounded-matrix.ts';
import type { Ops } from './ops.ts';
import type { BoundedTensor } from './running-error.ts';
import { biasOf, gainOf, offsetOf, type Parameters, projectionOf, weightOf } from './start.ts';
import { type Architecture, BLOCK_LENGTH, NORMALISATION_EPSILON } from './training.ts';
import { vjp } from './vjp.ts';

/** A network at a batch of points, with the way back. */
export interface Pass {
  /** [points, outputs] */
  readonly outputs: BoundedTensor;
  /** The activations [points, width] before the first block and after each. */
  readonly boundaries: readonly BoundedTensor[];
  /** What of the gradient at the outputs arrives at each parameter, by its name. */
  readonly back: (dy: BoundedTensor) => Parameters<BoundedTensor>;
}

/** What a layer gives, and where a gradient at it goes: to the layer's input and to its skip. */
interface Layer {
  readonly y: BoundedTensor;
  readonly back: (dy: BoundedTensor) => { readonly da: BoundedTensor; readonly dSkip: BoundedTensor };
}

/**
 * One network on the host, each number with a bound on how far a device's may be from it. It shares no
 * code with the engine (runtime/training), which it judges; a gradient takes the library's steps.
 * @param x [points, inputs]
 */
export function passThrough(
  tf: Ops<BoundedTensor>,
  { block, shortcut, activation, depth, normalised }: Architecture,
  parameters: Parameters<BoundedTensor>,
  x: BoundedTensor,
): Pass {
  const named = (name: string) => parameters[name] as BoundedTensor;
  const slopes: Record<string, BoundedTensor> = {};

  function layer(index: number, a: BoundedTensor, g: Activation, skip?: BoundedTensor): Layer {
    const [w, bias] = [named(weightOf(index)), named(biasOf(index))];
    const isNormalised = normalised && index <= depth;
    const affine = sumsOf(tf, a, w, bias, isNormalised ? undefined : skip);
    const normal = isNormalised ? normalise(tf, affine, named(gainOf(index)), named(offsetOf(index))) : null;
    const z = normal ? (skip ? tf.add(normal.y, skip) : normal.y) : affine;
    return {
      y: activate(tf, g, z),
      back: (dy) => {
        const dSkip = backThrough(tf, g, z, dy);
        const dAffine = normal ? normal.back(dSkip) : dSkip;
        if (normal) {
          slopes[gainOf(index)] = normal.dGain(dSkip);
          slopes[offsetOf(index)] = overPoints(tf, dSkip);
        }
        slopes[weightOf(index)] = tf.matMul(tf.transpose(a), dAffine);
        slopes[biasOf(index)] = overPoints(tf, dAffine);
        return { da: tf.matMul(dAffine, tf.transpose(w)), dSkip };
      },
    };
  }

  function shortcutOf(index: number, a: BoundedTensor) {
    if (shortcut === 'identity') return { y: a, back: (dy: BoundedTensor) => dy };
    const P = named(projectionOf(index));
    return {
      y: tf.matMul(a, P),
      back: (dy: BoundedTensor) => {
        slopes[projectionOf(index)] = tf.matMul(tf.transpose(a), dy);
        return tf.matMul(dy, tf.transpose(P));
      },
    };
  }

  function blockOf(
    index: number,
    a: BoundedTensor,
  ): { y: BoundedTensor; back: (dy: BoundedTensor) => BoundedTensor } {
    const length = BLOCK_LENGTH[block];
    const first = 1 + index * length;
    const g = activation;
    if (block === 'plain') {
      const only = layer(first, a, g);
      return { y: only.y, back: (dy) => only.back(dy).da };
    }
    const skip = shortcutOf(index, a);
    if (block === 'T2') {
      const branch = layer(first, a, g);
      return {
        y: tf.add(skip.y, branch.y),
        back: (dy) => tf.add(branch.back(dy).da, skip.back(dy)),
      };
    }
    if (block === 'T3') {
      const branch = layer(first, activate(tf, g, a), 'linear', skip.y);
      return {
        y: branch.y,
        back: (dy) => {
          const { da, dSkip } = branch.back(dy);
          return tf.add(backThrough(tf, g, a, da), skip.back(dSkip));
        },
      };
    }
    const inner: Layer[] = [];
    let h = a;
    for (let k = 0; k < length - 1; k++) {
      const one = layer(first + k, h, g);
      inner.push(one);
      h = one.y;
    }
    const last = layer(first + length - 1, h, g, skip.y);
    return {
      y: last.y,
      back: (dy) => {
        const { da, dSkip } = last.back(dy);
        return tf.add(
          inner.reduceRight((d, one) => one.back(d).da, da),
          skip.back(dSkip),
        );
      },
    };
  }

  const entry = layer(0, x, activation);
  const blocks: ReturnType<typeof blockOf>[] = [];
  const boundaries = [entry.y];
  for (let index = 0; index < depth / BLOCK_LENGTH[block]; index++) {
    const next = blockOf(index, boundaries[index] as BoundedTensor);
    blocks.push(next);
    boundaries.push(next.y);
  }
  const readout = layer(depth + 1, boundaries.at(-1) as BoundedTensor, 'linear');
  return {
    outputs: readout.y,
    boundaries,
    back: (dy) => {
      entry.back(blocks.reduceRight((d, one) => one.back(d), readout.back(dy).da));
      return slopes;
    },
  };
}

/**
 * a·W + bias + skip, its terms summed in whatever order: as one product with [a, 1, skip], whose
 * zeros add to γ's count alone.
 */
function sumsOf(
  tf: Ops<BoundedTensor>,
  a: BoundedTensor,
  w: BoundedTensor,
  bias: BoundedTensor,
  skip?: BoundedTensor,
): BoundedTensor {
  const points = a.shape[0] as number;
  const units = w.shape[1] as number;
  const ones = filledWith([points, 1], 1);
  return skip
    ? tf.matMul(beside([a, ones, skip]), below([w, bias, tf.eye(units)]))
    : tf.matMul(beside([a, ones]), below([w, bias]));
}

/** Jᵀ·dy of an activation at z. */
function backThrough(tf: Ops<BoundedTensor>, g: Activation, z: BoundedTensor, dy: BoundedTensor) {
  return vjp(tf, (tf, inputs) => activate(tf, g, inputs.z), { z }, 'z', dy);
}

/** Each unit over the batch to mean 0 and variance 1, then scaled and moved; back by the library's rules. */
function normalise(tf: Ops<BoundedTensor>, z: BoundedTensor, gain: BoundedTensor, offset: BoundedTensor) {
  const share = tf.scalar(1 / (z.shape[0] as number));
  const mean = tf.mul(overPoints(tf, z), share);
  const centred = tf.sub(z, mean);
  const variance = tf.add(
    tf.mul(overPoints(tf, tf.mul(centred, centred)), share),
    tf.scalar(NORMALISATION_EPSILON),
  );
  const deviation = tf.sqrt(variance);
  const normal = tf.div(centred, deviation);
  const minus = (a: BoundedTensor) => tf.mul(tf.scalar(-1), a);
  return {
    y: tf.add(tf.mul(normal, gain), offset),
    back: (dy: BoundedTensor) => {
      const dNormal = tf.mul(dy, gain);
      const dDeviation = minus(
        tf.div(overPoints(tf, tf.mul(dNormal, centred)), tf.mul(deviation, deviation)),
      );
      const dVariance = tf.div(dDeviation, tf.mul(deviation, tf.scalar(2)));
      const dSquares = tf.mul(dVariance, share);
      const dCentred = tf.add(tf.div(dNormal, deviation), tf.mul(dSquares, tf.mul(centred, tf.scalar(2))));
      const dMean = minus(overPoints(tf, dCentred));
      return tf.add(dCentred, tf.mul(dMean, share));
    },
    dGain: (dy: BoundedTensor) => overPoints(tf, tf.mul(dy, normal)),
  };
}
