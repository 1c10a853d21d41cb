import { defineIdentity } from '../../claim/claim.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A pre-activation skip is a plain layer on twice as many units',
  statement: String.raw`z + \mW\,\mathrm{ReLU}(z) + \vb = \begin{pmatrix}\mI + \mW & -\mI\end{pmatrix}\,\mathrm{ReLU}\!\begin{pmatrix}z\\ -z\end{pmatrix} + \vb`,
  hypotheses: [
    String.raw`$\mW$ is square, and the activation before it is ReLU: then $z = \mathrm{ReLU}(z) - \mathrm{ReLU}(-z)$`,
    String.raw`$z$ may be any: its signs are drawn apart from its sizes`,
  ],
  parameters: {
    n: integer({ label: 'Width', min: 1, max: 256, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 128, initial: 8 }),
  },
  check: 'exact',
  draw: ({ n, batch }, draw) => ({
    W: draw.weights(n, n),
    b: draw.bias(n),
    signs: draw.signs(n, batch),
    sizes: draw.activations(n, batch, 'nonNegative'),
  }),
  left: (tf, { W, b, signs, sizes }) => {
    const z = tf.mul(signs, sizes);
    return tf.add(tf.add(z, tf.matMul(W, tf.relu(z))), b);
  },
  right: (tf, { W, b, signs, sizes }, { n }) => {
    const z = tf.mul(signs, sizes);
    const positive = tf.matMul(tf.add(tf.eye(n), W), tf.relu(z));
    const negative = tf.relu(tf.mul(tf.scalar(-1), z));
    return tf.add(tf.sub(positive, negative), b);
  },
  control: {
    says: String.raw`the second half is not needed: $z + \mW\,\mathrm{ReLU}(z) + \vb = (\mI + \mW)\,\mathrm{ReLU}(z) + \vb$`,
    right: (tf, { W, b, signs, sizes }, { n }) => {
      const z = tf.mul(signs, sizes);
      return tf.add(tf.matMul(tf.add(tf.eye(n), W), tf.relu(z)), b);
    },
  },
  sources: ['he2016identity'],
});
