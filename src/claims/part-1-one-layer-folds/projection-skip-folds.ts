import { defineIdentity } from '../../claim/claim.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A projection shortcut over one layer folds as well',
  statement: String.raw`\mg(\mW\va + \vb + \mWr\va) = \mg\big((\mW + \mWr)\va + \vb\big)`,
  hypotheses: [
    String.raw`$\mW$ and $\mWr$ have one shape, $m \times n$; $m$ and $n$ may differ`,
    String.raw`nothing but an affine map stands between $\va$ and the sum; $\mg$ may be any function, because equal pre-activations are compared`,
  ],
  parameters: {
    m: integer({ label: 'Outputs m', min: 1, max: 512, initial: 24 }),
    n: integer({ label: 'Inputs n', min: 1, max: 512, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 256, initial: 8 }),
  },
  check: 'exact',
  draw: ({ m, n, batch }, draw) => ({
    W: draw.weights(m, n),
    Wr: draw.weights(m, n),
    b: draw.bias(m),
    a: draw.activations(n, batch),
  }),
  left: (tf, { W, Wr, b, a }) => tf.add(tf.add(tf.matMul(W, a), b), tf.matMul(Wr, a)),
  right: (tf, { W, Wr, b, a }) => tf.add(tf.matMul(tf.add(W, Wr), a), b),
  control: {
    says: String.raw`the projection may be forgotten: $\mg(\mW\va + \vb + \mWr\va) = \mg(\mW\va + \vb)$`,
    right: (tf, { W, b, a }) => tf.add(tf.matMul(W, a), b),
  },
  sources: ['he2015resnet', 'cv559681'],
});
