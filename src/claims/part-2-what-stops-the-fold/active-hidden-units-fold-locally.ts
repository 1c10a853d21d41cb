import { defineIdentity } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'Where no hidden unit switches, a two-layer block folds after all',
  statement: String.raw`\mW_2\,\mathrm{ReLU}(\mW_1\va + \vb_1) + \vb_2 + \va = (\mI + \mW_2 D\mW_1)\va + (\mW_2 D\vb_1 + \vb_2)`,
  hypotheses: [
    String.raw`$D$ is diagonal, with $1$ for the active hidden units and $0$ for the others, and fits $\va$: $(2D - \mI)(\mW_1\va + \vb_1) \ge 0$`,
    String.raw`drawn as $\mW_1 = (2D - \mI)V$ and $\vb_1 = (2D - \mI)c$ with $V, c, \va \ge 0$, so that $D$ fits; both sides are polynomials at each $D$, so what holds there holds wherever $D$ fits`,
  ],
  parameters: {
    n: integer({ label: 'Width n', min: 1, max: 128, initial: 16 }),
    h: integer({ label: 'Hidden width h', min: 1, max: 128, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
  },
  check: 'exact',
  draw: ({ n, h, batch }, draw) => ({
    signs: draw.signs(h, 1),
    V: draw.activations(h, n, 'nonNegative'),
    c: draw.activations(h, 1, 'nonNegative'),
    W2: draw.weights(n, h),
    b2: draw.bias(n),
    a: draw.activations(n, batch, 'nonNegative'),
  }),
  // (2D − I)(Va + c) is W₁a + b₁, with its signs in sight.
  left: (tf, { signs, V, c, W2, b2, a }) => {
    const z = tf.mul(signs, tf.add(tf.matMul(V, a), c));
    return tf.add(tf.add(tf.matMul(W2, tf.relu(z)), b2), a);
  },
  right: (tf, inputs, { n }) => folded(tf, inputs, n),
  control: {
    says: String.raw`the $D$ of one point serves all: $\va$ may have negative entries, for which other hidden units are active`,
    draw: ({ n, h, batch }, draw) => ({
      signs: draw.signs(h, 1),
      V: draw.activations(h, n, 'nonNegative'),
      c: draw.activations(h, 1, 'nonNegative'),
      W2: draw.weights(n, h),
      b2: draw.bias(n),
      a: draw.activations(n, batch),
    }),
  },
  sources: ['cv559681', 'he2015resnet'],
  uses: ['two-linear-layers-fold'],
});

type Name = 'signs' | 'V' | 'c' | 'W2' | 'b2' | 'a';

/** The affine map the block is at one D; the ReLU of a sign is its entry of D. */
function folded<T>(tf: Ops<T>, { signs, V, c, W2, b2, a }: Readonly<Record<Name, T>>, n: number): T {
  const D = tf.relu(signs);
  const W1 = tf.mul(signs, V);
  const b1 = tf.mul(signs, c);
  const W = tf.add(tf.eye(n), tf.matMul(W2, tf.mul(D, W1)));
  return tf.add(tf.matMul(W, a), tf.add(tf.matMul(W2, tf.mul(D, b1)), b2));
}
