import { defineIdentity } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A layer and its projection reach no more than their sum does',
  statement: String.raw`\mg(\mW\va + \vb + \mWr\va) = \mg\big((\mW + T)\va + \vb + (\mWr - T)\va\big) \quad\text{for every } T`,
  hypotheses: [
    String.raw`$\mW$, $\mWr$ and $T$ have one shape, $m \times n$; all entries of $\mW$ and $\mWr$ may be learned`,
    String.raw`nothing but an affine map stands between $\va$ and the sum; $\mg$ may be any function, because equal pre-activations are compared`,
    String.raw`to conclude that the least loss is that of one matrix: the loss looks at outputs only, for these depend on $\mW + \mWr$ alone`,
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
    T: draw.weights(m, n),
    b: draw.bias(m),
    a: draw.activations(n, batch),
    zero: draw.zeros(n, 1),
  }),
  left: (tf, { W, Wr, b, a }) => preActivation(tf, W, Wr, b, a),
  right: (tf, { W, Wr, T, b, a }) => preActivation(tf, tf.add(W, T), tf.sub(Wr, T), b, a),
  control: {
    says: String.raw`weight decay does not notice $T$ either: for the weights $w$, $w_r$ of each output, $\|w\|^2 + \|w_r\|^2 = \|w + t\|^2 + \|w_r - t\|^2$`,
    left: (tf, { W, Wr, zero }) => penalty(tf, W, Wr, zero),
    right: (tf, { W, Wr, T, zero }) => penalty(tf, tf.add(W, T), tf.sub(Wr, T), zero),
  },
  sources: ['cv559681', 'he2015resnet'],
  uses: ['projection-skip-folds'],
});

function preActivation<T>(tf: Ops<T>, W: T, Wr: T, b: T, a: T): T {
  return tf.add(tf.add(tf.matMul(W, a), b), tf.matMul(Wr, a));
}

/** The sum of squares of each output's weights, m × 1. */
function penalty<T>(tf: Ops<T>, W: T, Wr: T, zero: T): T {
  const ones = tf.add(zero, tf.scalar(1));
  return tf.matMul(tf.add(tf.mul(W, W), tf.mul(Wr, Wr)), ones);
}
