import type { Activation } from './activations.ts';
import type { Ops } from './ops.ts';

/** g′(z), element-wise, in closed form. At its kink ReLU has slope 0 here. */
export function slope<T>(tf: Ops<T>, g: Activation, z: T): T {
  const one = tf.scalar(1);
  switch (g) {
    case 'relu':
      return tf.step(z);
    case 'sigmoid': {
      const y = tf.sigmoid(z);
      return tf.mul(y, tf.sub(one, y));
    }
    case 'tanh': {
      const y = tf.tanh(z);
      return tf.sub(one, tf.mul(y, y));
    }
    case 'gelu': {
      // Φ(z) + z·φ(z).
      const phi = tf.mul(tf.scalar(0.5), tf.add(one, tf.erf(tf.mul(z, tf.scalar(Math.SQRT1_2)))));
      const bell = tf.exp(tf.mul(tf.scalar(-0.5), tf.mul(z, z)));
      return tf.add(phi, tf.mul(z, tf.mul(bell, tf.scalar(1 / Math.sqrt(2 * Math.PI)))));
    }
    case 'silu': {
      const y = tf.sigmoid(z);
      return tf.mul(y, tf.add(one, tf.mul(z, tf.sub(one, y))));
    }
    case 'softplus':
      return tf.sigmoid(z);
    case 'linear':
      return tf.add(one, tf.mul(tf.scalar(0), z));
  }
}
