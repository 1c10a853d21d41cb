import type { Differentiable } from './ops.ts';

/** The operations of polynomials. */
export type Polynomial<T> = Pick<
  Differentiable<T>,
  'add' | 'sub' | 'mul' | 'matMul' | 'eye' | 'scalar' | 'constant'
>;

/** A value that moves along a direction, with its derivative there; null where it does not move. */
export interface Dual<T> {
  readonly value: T;
  readonly tangent: T | null;
}

/**
 * Forward-mode differentiation over any interpreter: a polynomial run through these operations brings
 * its derivative along. What does not move costs nothing.
 */
export function dualOps<T>(tf: Polynomial<T>): Polynomial<Dual<T>> {
  const still = (value: T): Dual<T> => ({ value, tangent: null });
  const sum = (a: T | null, b: T | null) => (a === null ? b : b === null ? a : tf.add(a, b));
  const negated = (a: T | null) => (a === null ? null : tf.mul(tf.scalar(-1), a));
  /** The rule of every product: each factor moves in turn. */
  const product =
    (times: (a: T, b: T) => T) =>
    (a: Dual<T>, b: Dual<T>): Dual<T> => ({
      value: times(a.value, b.value),
      tangent: sum(a.tangent && times(a.tangent, b.value), b.tangent && times(a.value, b.tangent)),
    });
  return {
    add: (a, b) => ({ value: tf.add(a.value, b.value), tangent: sum(a.tangent, b.tangent) }),
    sub: (a, b) => ({ value: tf.sub(a.value, b.value), tangent: sum(a.tangent, negated(b.tangent)) }),
    mul: product(tf.mul),
    matMul: product(tf.matMul),
    eye: (n) => still(tf.eye(n)),
    scalar: (value) => still(tf.scalar(value)),
    constant: (tensor) => still(tf.constant(tensor)),
  };
}
