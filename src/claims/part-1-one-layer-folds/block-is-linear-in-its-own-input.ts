import { defineIdentity } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A one-layer block’s pre-activation is affine in the block’s own input, wherever the block stands',
  statement: String.raw`z(x) + z(y) = z(x + y) + z(0) \quad\text{for } z(\va) = \mW\va + \vb + \va`,
  hypotheses: [
    String.raw`$\mW$ is square, and the branch is one affine layer`,
    String.raw`$x$ and $y$ are inputs of the block itself, not of the network before it; a continuous $z$ with this property is affine`,
  ],
  parameters: {
    n: integer({ label: 'Width', min: 1, max: 512, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 256, initial: 8 }),
  },
  check: 'exact',
  draw: ({ n, batch }, draw) => ({
    W: draw.weights(n, n),
    b: draw.bias(n),
    x: draw.activations(n, batch),
    y: draw.activations(n, batch),
    zero: draw.zeros(n, 1),
  }),
  left: (tf, { W, b, x, y }) => {
    const z = preActivation(tf, W, b);
    return tf.add(z(x), z(y));
  },
  right: (tf, { W, b, x, y, zero }) => {
    const z = preActivation(tf, W, b);
    return tf.add(z(tf.add(x, y)), z(zero));
  },
  control: {
    says: String.raw`it is affine in the network’s input as well, with no more than one ReLU before the block: $z(\va)$ with $\va = \mathrm{ReLU}(x)$`,
    left: (tf, { W, b, x, y }) => {
      const z = preActivation(tf, W, b);
      return tf.add(z(tf.relu(x)), z(tf.relu(y)));
    },
    right: (tf, { W, b, x, y, zero }) => {
      const z = preActivation(tf, W, b);
      return tf.add(z(tf.relu(tf.add(x, y))), z(tf.relu(zero)));
    },
  },
  sources: ['cv559681', 'he2015resnet'],
});

/** z of a block as a function of the block's input. */
export function preActivation<T>(tf: Ops<T>, W: T, b: T): (a: T) => T {
  return (a) => tf.add(tf.add(tf.matMul(W, a), b), a);
}
