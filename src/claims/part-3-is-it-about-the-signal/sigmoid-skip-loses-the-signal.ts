import { defineIdentity } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'With a sigmoid after the sum, a stack of blocks at zero weights loses the signal',
  statement: String.raw`|f^L(x) - f^L(y)| \le 4^{-L}\,|x - y| \quad\text{for } f(\va) = \sigma(\mW\va + \vb + \va)`,
  hypotheses: [
    String.raw`all weights and biases are $0$, so that the branch gives $0$, as one of more layers would, and $f(\va) = \sigma(\va)$, whose slope is at most $\tfrac14$`,
    String.raw`$x$ and $y$ are any two inputs; from within $[-5, 5]$ they are at most $\mathord{10 \cdot 4^{-10} < 10^{-5}}$ apart after ten blocks`,
    String.raw`checked as an equation: what the left side exceeds the right side by is $0$`,
  ],
  parameters: {
    layers: integer({ label: 'Blocks L', min: 1, max: 10, initial: 3 }),
    n: integer({ label: 'Width', min: 1, max: 64, initial: 8 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
  },
  check: 'rounded',
  draw: ({ n, batch }, draw) => ({
    W: draw.zeros(n, n),
    b: draw.zeros(n, 1),
    x: draw.activations(n, batch),
    y: draw.activations(n, batch),
  }),
  left: (tf, { W, b, x, y }, { layers }) => excess(tf, W, b, x, y, layers),
  right: (tf, { x }) => tf.mul(tf.scalar(0), x),
  control: {
    says: String.raw`it is lost whatever the weights are: with $\mW = 4\mI$ and $\vb = -\tfrac52$ as well`,
    left: (tf, { W, b, x, y }, { n, layers }) => {
      const apart = tf.add(W, tf.mul(tf.scalar(4), tf.eye(n)));
      return excess(tf, apart, tf.add(b, tf.scalar(-2.5)), x, y, layers);
    },
  },
  wide: String.raw`the excess is $0$ with room to spare unless $x$ and $y$ both lie so close to $0$, where $\sigma$ is as steep as $\tfrac14$, or so close to one another that rounding hides the difference`,
  sources: ['cv559681'],
});

/** By how much x and y stay further apart than the bound allows, entry by entry. */
function excess<T>(tf: Ops<T>, W: T, b: T, x: T, y: T, layers: number): T {
  const allowed = tf.mul(tf.scalar(4 ** -layers), distance(tf, x, y));
  return tf.relu(tf.sub(distance(tf, stack(tf, W, b, x, layers), stack(tf, W, b, y, layers)), allowed));
}

/** Blocks one after another, all with the same weights: a ← σ(Wa + b + a). */
export function stack<T>(tf: Ops<T>, W: T, b: T, input: T, layers: number): T {
  let a = input;
  for (let l = 0; l < layers; l++) a = tf.sigmoid(tf.add(tf.add(tf.matMul(W, a), b), a));
  return a;
}

/** |x − y|, entry by entry. */
function distance<T>(tf: Ops<T>, x: T, y: T): T {
  return tf.add(tf.relu(tf.sub(x, y)), tf.relu(tf.sub(y, x)));
}
