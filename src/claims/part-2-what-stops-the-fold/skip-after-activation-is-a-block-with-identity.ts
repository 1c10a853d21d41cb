import { defineIdentity } from '../../claim/claim.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A skip that joins after the activation is a two-layer block whose second matrix is the identity',
  statement: String.raw`\va + \mathrm{ReLU}(\mW\va + \vb) = \mathrm{ReLU}\big(\mW_2\,\mathrm{ReLU}(\mW\va + \vb) + \vb_2 + \va\big) \quad\text{with } \mW_2 = \mI,\ \vb_2 = 0`,
  hypotheses: [
    String.raw`$\va \ge 0$ in every entry, as it is where $\va$ came out of a ReLU`,
    String.raw`$\mW$ is square; drawn with $V, c \ge 0$ and signs $S$ on a diagonal as $\mW = SV$, $\vb = Sc$, so that each unit is active always or never`,
  ],
  parameters: {
    n: integer({ label: 'Width', min: 1, max: 256, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 128, initial: 8 }),
  },
  check: 'exact',
  draw: ({ n, batch }, draw) => ({
    signs: draw.signs(n, 1),
    V: draw.activations(n, n, 'nonNegative'),
    c: draw.activations(n, 1, 'nonNegative'),
    b2: draw.zeros(n, 1),
    a: draw.activations(n, batch, 'nonNegative'),
  }),
  // S(Va + c) is Wa + b, with its signs in sight.
  left: (tf, { signs, V, c, a }) => {
    const z = tf.mul(signs, tf.add(tf.matMul(V, a), c));
    return tf.add(a, tf.relu(z));
  },
  right: (tf, { signs, V, c, b2, a }, { n }) => {
    const z = tf.mul(signs, tf.add(tf.matMul(V, a), c));
    return tf.relu(tf.add(tf.add(tf.matMul(tf.eye(n), tf.relu(z)), b2), a));
  },
  control: {
    says: String.raw`$\va$ may have negative entries`,
    draw: ({ n, batch }, draw) => ({
      signs: draw.signs(n, 1),
      V: draw.activations(n, n, 'nonNegative'),
      c: draw.activations(n, 1, 'nonNegative'),
      b2: draw.zeros(n, 1),
      a: draw.activations(n, batch),
    }),
  },
  sources: ['cv559681', 'he2015resnet'],
});
