import { ACTIVATIONS, activate } from '../../claim/activations.ts';
import { defineIdentity } from '../../claim/claim.ts';
import { choice, integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'The fold holds under every activation, to the last rounding',
  statement: String.raw`\mg(\mW\va + \vb + \va) = \mg\big((\mW + \mI)\va + \vb\big)`,
  hypotheses: [
    String.raw`$\mW$ is square`,
    String.raw`nothing but an affine map stands between $\va$ and the sum; $\mg$ may be any function, of which seven are tried`,
  ],
  parameters: {
    g: choice({ label: 'Activation', options: ACTIVATIONS, initial: 'relu' }),
    n: integer({ label: 'Width', min: 1, max: 256, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
  },
  check: 'rounded',
  draw: ({ n, batch }, draw) => ({
    W: draw.weights(n, n),
    b: draw.bias(n),
    a: draw.activations(n, batch),
  }),
  left: (tf, { W, b, a }, { g }) => activate(tf, g, tf.add(tf.add(tf.matMul(W, a), b), a)),
  right: (tf, { W, b, a }, { n, g }) => activate(tf, g, tf.add(tf.matMul(tf.add(W, tf.eye(n)), a), b)),
  control: {
    says: String.raw`the branch may hold a ReLU of its own: $\mg(\mathrm{ReLU}(\mW\va + \vb) + \va) = \mg\big((\mW + \mI)\va + \vb\big)$`,
    left: (tf, { W, b, a }, { g }) => activate(tf, g, tf.add(tf.relu(tf.add(tf.matMul(W, a), b)), a)),
  },
  sources: ['he2015resnet', 'higham2002accuracy'],
  uses: ['one-layer-skip-folds'],
});
