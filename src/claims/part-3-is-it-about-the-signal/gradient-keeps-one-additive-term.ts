import { defineIdentity } from '../../claim/claim.ts';
import { filled } from '../../claim/draw.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'Through a stack of skips one term of the gradient passes unchanged: one term of a sum',
  statement: String.raw`\frac{\partial\ell}{\partial x_0} = \frac{\partial\ell}{\partial x_m} \prod_{i=m}^{1} (\mI + A_i) = \frac{\partial\ell}{\partial x_m} \Big(\mI + \sum_{i=1}^{m} A_i \prod_{j=i-1}^{1} (\mI + A_j)\Big)`,
  hypotheses: [
    String.raw`each block is $x_i = x_{i-1} + F_i(x_{i-1})$: the skip is the identity, and nothing follows the sum. $A_i$ is the Jacobian of $F_i$`,
    String.raw`$F_i$ may have one layer or more: $A_i = D_i\mW_i$ for $\mg(\mW x + \vb)$ and $\mW_i D_i$ for $\mW\mg(x) + \vb$, with $D_i$ the slopes of $\mg$`,
    String.raw`the first equality is the chain rule; what is checked is the second, an identity of polynomials that holds for all matrices. One term is unchanged and not the gradient: with $A_i = -\mI$ the others cancel it`,
  ],
  parameters: {
    blocks: integer({ label: 'Blocks m', min: 2, max: 3, initial: 3 }),
    n: integer({ label: 'Width', min: 1, max: 16, initial: 8 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
  },
  check: 'exact',
  draw: ({ n, batch }, draw) => ({
    A1: draw.weights(n, n),
    A2: draw.weights(n, n),
    A3: draw.weights(n, n),
    // Gradients are rows.
    dL: draw.activations(batch, n),
  }),
  left: (tf, { A1, A2, A3, dL }, { blocks, n }) =>
    [A1, A2, A3].slice(0, blocks).reduceRight((dx, A) => tf.matMul(dx, tf.add(tf.eye(n), A)), dL),
  right: (tf, { A1, A2, A3, dL }, { blocks, n }) => {
    const [first, ...rest] = [A1, A2, A3].slice(0, blocks) as [typeof A1, ...(typeof A1)[]];
    let product = tf.add(tf.eye(n), first);
    let sum = first;
    for (const A of rest) {
      sum = tf.add(sum, tf.matMul(A, product));
      product = tf.matMul(tf.add(tf.eye(n), A), product);
    }
    return tf.matMul(dL, tf.add(tf.eye(n), sum));
  },
  control: {
    says: String.raw`the same holds with a ReLU after each sum, here one that is not active in the first entry`,
    left: (tf, { A1, A2, A3, dL }, { blocks, n }) =>
      [A1, A2, A3]
        .slice(0, blocks)
        .reduceRight((dx, A) => tf.matMul(dx, tf.mul(slopes(tf, n), tf.add(tf.eye(n), A))), dL),
  },
  sources: ['he2016identity'],
  uses: ['one-layer-jacobian'],
});

/** The slopes of a ReLU whose first input is negative and whose others are positive. */
function slopes<T>(tf: Ops<T>, n: number): T {
  return tf.constant(filled([n, 1], (i) => (i > 0 ? 1 : 0)));
}
