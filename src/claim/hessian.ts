import type { HostTensor } from '../numerics/host-tensor.ts';
import { filled } from './draw.ts';
import { dualOps, type Polynomial } from './dual.ts';
import type { Differentiable, Ops } from './ops.ts';
import { vjp } from './vjp.ts';

/** A residual [d, d]: a polynomial in the layers' weights, each [d, d], and in a target R. */
export type Residual = <T>(tf: Polynomial<T>, layers: readonly T[], R: T) => T;

/**
 * H·v, for the Hessian H by all weights of the loss ½‖r‖²_F of a residual r: reverse mode over the
 * loss's derivative along v, ⟨r, ṙ⟩, which forward mode gives.
 * @param inputs where H is taken: `weights` [layers · d, d], the layers' one below the other; and R.
 * @param v what each layer moves by, [d, d]; null where it stays. Not all may stay.
 * @returns H·v, the layers' parts one below the other.
 */
export function hessianTimes<T>(
  tf: Ops<T>,
  residual: Residual,
  inputs: Readonly<Record<string, T>>,
  v: readonly (T | null)[],
  d: number,
): T {
  const moves = v.flatMap((V, k): [string, T][] => (V === null ? [] : [[`v${k}`, V]]));
  return vjp(
    tf,
    <S>(tf: Differentiable<S>, inputs: Readonly<Record<string, S>>) => {
      const layers = v.map((_, k) => ({
        value: tf.matMul(tf.constant(layerRows(k, v.length, d)), inputs.weights as S),
        tangent: inputs[`v${k}`] ?? null,
      }));
      const r = residual(dualOps(tf), layers, { value: inputs.R as S, tangent: null });
      if (r.tangent === null) throw new RangeError('Where no layer moves there is no derivative.');
      return tf.mul(r.value, r.tangent);
    },
    { ...Object.fromEntries(moves), weights: inputs.weights as T, R: inputs.R as T },
    'weights',
    tf.constant(filled([d, d], () => 1)),
  );
}

/** Matrices [d, d] one below the other; null leaves zeros. At least one is none. */
export function stacked<T>(tf: Ops<T>, layers: readonly (T | null)[], d: number): T {
  return layers
    .flatMap((layer, k) => {
      if (layer === null) return [];
      return [tf.matMul(tf.transpose(tf.constant(layerRows(k, layers.length, d))), layer)];
    })
    .reduce((sum, layer) => tf.add(sum, layer));
}

/** [d, layers · d]: times matrices that stand one below the other it gives the k-th, counted from 0. */
function layerRows(k: number, layers: number, d: number): HostTensor {
  return filled([d, layers * d], (i) => (i % (layers * d) === k * d + Math.floor(i / (layers * d)) ? 1 : 0));
}
