import { defineIdentity } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'With all weights at zero a skip passes the signal on, over one layer or more',
  statement: String.raw`\mathrm{ReLU}(z + \va) = \va \quad\text{where } z \text{ is the branch’s output at } \mW = 0,\ \vb = 0`,
  hypotheses: [
    String.raw`$\va \ge 0$ in every entry, as it is where $\va$ came out of a ReLU`,
    String.raw`all weights and biases of the branch are $0$; it may hold any number of layers`,
  ],
  parameters: {
    layers: integer({ label: 'Layers in the branch', min: 1, max: 8, initial: 2 }),
    n: integer({ label: 'Width', min: 1, max: 256, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 256, initial: 8 }),
  },
  check: 'exact',
  draw: ({ n, batch }, draw) => ({
    W: draw.zeros(n, n),
    b: draw.zeros(n, 1),
    a: draw.activations(n, batch, 'nonNegative'),
  }),
  left: (tf, { W, b, a }, { layers }) => block(tf, W, b, a, layers),
  right: (_tf, { a }) => a,
  control: {
    says: String.raw`it passes on any $\va$, negative entries included`,
    draw: ({ n, batch }, draw) => ({
      W: draw.zeros(n, n),
      b: draw.zeros(n, 1),
      a: draw.activations(n, batch),
    }),
  },
  sources: ['cv559681'],
});

/** A block with its skip and a ReLU after the sum: ReLU(z + a), z its branch's output. */
export function block<T>(tf: Ops<T>, W: T, b: T, a: T, layers: number): T {
  return tf.relu(tf.add(branch(tf, W, b, a, layers), a));
}

/** A branch of some layers with one set of weights, and a ReLU between each two. */
function branch<T>(tf: Ops<T>, W: T, b: T, a: T, layers: number): T {
  let z = tf.add(tf.matMul(W, a), b);
  for (let layer = 1; layer < layers; layer++) z = tf.add(tf.matMul(W, tf.relu(z)), b);
  return z;
}
