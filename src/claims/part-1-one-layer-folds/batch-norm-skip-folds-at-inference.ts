import { defineIdentity } from '../../claim/claim.ts';
import { filled } from '../../claim/draw.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

/** Mean μ and standard deviation √(σ² + ε), each [n, 1]: one a feature. */
interface Statistics<T> {
  readonly mean: T;
  readonly deviation: T;
}

/** 1/ε, a plain number. */
const INVERSE_EPSILON = 1000;

export default defineIdentity({
  title: 'With running statistics, batch normalisation in the branch folds as well',
  statement: String.raw`\gamma\,\frac{\mW\va - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta + \va = \big(\Gamma\mW + \mI\big)\va + \beta - \Gamma\mu, \qquad \Gamma = \operatorname{diag}\frac{\gamma}{\sqrt{\sigma^2 + \varepsilon}}`,
  hypotheses: [
    String.raw`$\mu$ and $\sigma^2$ do not depend on the batch that $\va$ belongs to, as at inference; here they are the mean and variance of $\mW\va_{\text{old}}$ over another batch, and $\varepsilon = 10^{-3}$`,
    String.raw`$\mW$ is square, and only the normalisation stands between $\mW\va$ and the sum`,
  ],
  parameters: {
    n: integer({ label: 'Width', min: 1, max: 256, initial: 16 }),
    batch: integer({ label: 'Batch', min: 2, max: 64, initial: 8 }),
  },
  check: 'rounded',
  draw: ({ n, batch }, draw) => ({
    W: draw.weights(n, n),
    gamma: draw.bias(n),
    beta: draw.bias(n),
    old: draw.activations(n, batch),
    a: draw.activations(n, batch),
  }),
  left: (tf, { W, gamma, beta, old, a }, { batch }) => {
    const { mean, deviation } = statistics(tf, tf.matMul(W, old), batch);
    return tf.add(normalised(tf, tf.matMul(W, a), { mean, deviation }, gamma, beta), a);
  },
  right: (tf, { W, gamma, beta, old, a }, { n, batch }) => {
    const { mean, deviation } = statistics(tf, tf.matMul(W, old), batch);
    const scale = tf.div(gamma, deviation);
    const folded = tf.add(tf.mul(scale, W), tf.eye(n));
    return tf.add(tf.matMul(folded, a), tf.sub(beta, tf.mul(scale, mean)));
  },
  control: {
    says: String.raw`it folds so in training too, where $\mu$ and $\sigma^2$ are those of the batch at hand and the fold was made with another’s`,
    left: (tf, { W, gamma, beta, a }, { batch }) => {
      const z = tf.matMul(W, a);
      return tf.add(normalised(tf, z, statistics(tf, z, batch), gamma, beta), a);
    },
  },
  sources: ['ding2021repvgg'],
  uses: ['one-layer-skip-folds'],
});

/** Mean and deviation of each row of z [n, batch]. */
function statistics<T>(tf: Ops<T>, z: T, batch: number): Statistics<T> {
  const ones = tf.constant(filled([batch, 1], () => 1));
  const average = (x: T) => tf.div(tf.matMul(x, ones), tf.scalar(batch));
  const mean = average(z);
  const centred = tf.sub(z, mean);
  const epsilon = tf.div(tf.scalar(1), tf.scalar(INVERSE_EPSILON));
  return { mean, deviation: tf.sqrt(tf.add(average(tf.mul(centred, centred)), epsilon)) };
}

function normalised<T>(tf: Ops<T>, z: T, { mean, deviation }: Statistics<T>, gamma: T, beta: T): T {
  return tf.add(tf.mul(gamma, tf.div(tf.sub(z, mean), deviation)), beta);
}
