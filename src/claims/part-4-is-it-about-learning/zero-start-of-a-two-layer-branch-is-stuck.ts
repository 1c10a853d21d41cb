import { defineIdentity } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { choice, integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A two-layer branch whose matrices both start at zero is stuck: moving either alone changes nothing',
  statement: String.raw`B(\mW_1, 0) = B(0, \mW_2) = \vb_2 + \va \quad\text{for } B(\mW_1, \mW_2) = \mW_2\,\mathrm{ReLU}(\mW_1\va + \vb_1) + \vb_2 + \va`,
  hypotheses: [
    String.raw`$\vb_1 \le 0$, so that at $\mW_1 = 0$ every hidden unit gives $0$`,
    String.raw`so every loss is constant along either matrix, and at $\mW_1 = \mW_2 = 0$ its gradients by both are $0$, whatever follows the block; the gradient by $\vb_2$ need not be`,
    String.raw`two layers in the branch: with one, $\mW\va + \vb + \va$ moves as soon as $\mW\va$ does`,
  ],
  parameters: {
    moved: choice({ label: 'Matrix moved', options: ['first', 'second'], initial: 'second' }),
    n: integer({ label: 'Width n', min: 1, max: 256, initial: 16 }),
    h: integer({ label: 'Hidden width h', min: 1, max: 256, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
  },
  check: 'exact',
  draw: ({ n, h, batch }, draw) => ({
    W1: draw.weights(h, n),
    W2: draw.weights(n, h),
    zero1: draw.zeros(h, n),
    zero2: draw.zeros(n, h),
    minusB1: draw.activations(h, 1, 'nonNegative'),
    b2: draw.bias(n),
    a: draw.activations(n, batch),
  }),
  left: (tf, x, { moved }) => (moved === 'first' ? block(tf, x.W1, x.zero2, x) : block(tf, x.zero1, x.W2, x)),
  right: (tf, { b2, a }) => tf.add(b2, a),
  control: {
    says: String.raw`$\vb_1$ may be positive: $B(0, \mW_2) = \vb_2 + \va$ all the same`,
    draw: ({ n, h, batch }, draw) => ({
      W1: draw.weights(h, n),
      W2: draw.weights(n, h),
      zero1: draw.zeros(h, n),
      zero2: draw.zeros(n, h),
      minusB1: draw.bias(h),
      b2: draw.bias(n),
      a: draw.activations(n, batch),
    }),
    left: (tf, x) => block(tf, x.zero1, x.W2, x),
  },
  sources: ['he2015resnet', 'zhang2019fixup'],
});

/** W₂ ReLU(W₁a + b₁) + b₂ + a. */
function block<T>(
  tf: Ops<T>,
  W1: T,
  W2: T,
  { minusB1, b2, a }: Readonly<Record<'minusB1' | 'b2' | 'a', T>>,
): T {
  const b1 = tf.mul(tf.scalar(-1), minusB1);
  const hidden = tf.relu(tf.add(tf.matMul(W1, a), b1));
  return tf.add(tf.add(tf.matMul(W2, hidden), b2), a);
}
