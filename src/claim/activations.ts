import type { Differentiable } from './ops.ts';

/** The activations g that a reader may choose, by the field's names. */
export const ACTIVATIONS = ['relu', 'sigmoid', 'tanh', 'gelu', 'silu', 'softplus', 'linear'] as const;

/** One of {@link ACTIVATIONS}. */
export type Activation = (typeof ACTIVATIONS)[number];

/** g(z), element-wise. GELU is the exact form z·Φ(z), not its tanh approximation. */
export function activate<T>(tf: Differentiable<T>, g: Activation, z: T): T {
  switch (g) {
    case 'gelu': {
      const phi = tf.mul(tf.scalar(0.5), tf.add(tf.scalar(1), tf.erf(tf.mul(z, tf.scalar(Math.SQRT1_2)))));
      return tf.mul(z, phi);
    }
    case 'silu':
      return tf.mul(z, tf.sigmoid(z));
    case 'linear':
      return z;
    default:
      return tf[g](z);
  }
}
