import { defineIdentity } from '../../claim/claim.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A skip over one layer folds into its weight matrix',
  statement: String.raw`\mg(\mW\va + \vb + \va) = \mg\big((\mW + \mI)\va + \vb\big)`,
  hypotheses: [
    String.raw`$\mW$ is square: the layer is as wide as its input`,
    String.raw`nothing but an affine map stands between $\va$ and the sum; $\mg$ may be any function, because equal pre-activations are compared`,
  ],
  parameters: {
    n: integer({ label: 'Width', min: 1, max: 512, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 256, initial: 8 }),
  },
  check: 'exact',
  draw: ({ n, batch }, draw) => ({
    W: draw.weights(n, n),
    b: draw.bias(n),
    a: draw.activations(n, batch),
  }),
  left: (tf, { W, b, a }) => tf.add(tf.add(tf.matMul(W, a), b), a),
  right: (tf, { W, b, a }, { n }) => tf.add(tf.matMul(tf.add(W, tf.eye(n)), a), b),
  control: {
    says: String.raw`the identity may be forgotten: $\mg(\mW\va + \vb + \va) = \mg(\mW\va + \vb)$`,
    right: (tf, { W, b, a }) => tf.add(tf.matMul(W, a), b),
  },
  sources: ['he2015resnet', 'cv559681'],
});
