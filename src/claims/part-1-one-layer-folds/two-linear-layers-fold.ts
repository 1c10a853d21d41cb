import { defineIdentity } from '../../claim/claim.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'Two layers without an activation between them fold with their skip',
  statement: String.raw`\mW_2(\mW_1\va + \vb_1) + \vb_2 + \va = (\mI + \mW_2\mW_1)\va + (\mW_2\vb_1 + \vb_2)`,
  hypotheses: [
    String.raw`no activation stands between the two layers: their number alone is not the point`,
    String.raw`$\mW_1$ is $h \times n$ and $\mW_2$ is $n \times h$, so that $\va$ can be added; $h$ and $n$ may differ`,
  ],
  parameters: {
    n: integer({ label: 'Width n', min: 1, max: 128, initial: 16 }),
    h: integer({ label: 'Hidden width h', min: 1, max: 128, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 128, initial: 8 }),
  },
  check: 'exact',
  draw: ({ n, h, batch }, draw) => ({
    W1: draw.weights(h, n),
    b1: draw.bias(h),
    W2: draw.weights(n, h),
    b2: draw.bias(n),
    a: draw.activations(n, batch),
  }),
  left: (tf, { W1, b1, W2, b2, a }) => {
    const hidden = tf.add(tf.matMul(W1, a), b1);
    return tf.add(tf.add(tf.matMul(W2, hidden), b2), a);
  },
  right: (tf, { W1, b1, W2, b2, a }, { n }) => {
    const W = tf.add(tf.eye(n), tf.matMul(W2, W1));
    return tf.add(tf.matMul(W, a), tf.add(tf.matMul(W2, b1), b2));
  },
  control: {
    says: String.raw`a ReLU between the layers changes nothing: $\mW_2\,\mathrm{ReLU}(\mW_1\va + \vb_1) + \vb_2 + \va = (\mI + \mW_2\mW_1)\va + (\mW_2\vb_1 + \vb_2)$`,
    left: (tf, { W1, b1, W2, b2, a }) => {
      const hidden = tf.relu(tf.add(tf.matMul(W1, a), b1));
      return tf.add(tf.add(tf.matMul(W2, hidden), b2), a);
    },
  },
  sources: ['he2015resnet', 'cv559681'],
  uses: ['one-layer-skip-folds'],
});
