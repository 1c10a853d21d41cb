import { defineIdentity } from '../../claim/claim.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'With a sigmoid the skip over one layer folds just the same',
  statement: String.raw`\sigma(\mW\va + \vb + \va) = \sigma\big((\mW + \mI)\va + \vb\big)`,
  hypotheses: [
    String.raw`$\mW$ is square`,
    String.raw`the skip joins before the sigmoid, and nothing but an affine map stands between $\va$ and the sum`,
  ],
  parameters: {
    n: integer({ label: 'Width', min: 1, max: 256, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
  },
  check: 'rounded',
  draw: ({ n, batch }, draw) => ({
    W: draw.weights(n, n),
    b: draw.bias(n),
    a: draw.activations(n, batch),
  }),
  left: (tf, { W, b, a }) => tf.sigmoid(tf.add(tf.add(tf.matMul(W, a), b), a)),
  right: (tf, { W, b, a }, { n }) => tf.sigmoid(tf.add(tf.matMul(tf.add(W, tf.eye(n)), a), b)),
  control: {
    says: String.raw`the skip may as well join after the sigmoid: $\sigma(\mW\va + \vb) + \va = \sigma\big((\mW + \mI)\va + \vb\big)$`,
    left: (tf, { W, b, a }) => tf.add(tf.sigmoid(tf.add(tf.matMul(W, a), b)), a),
  },
  sources: ['he2015resnet', 'cv559681'],
  uses: ['one-layer-skip-folds'],
});
