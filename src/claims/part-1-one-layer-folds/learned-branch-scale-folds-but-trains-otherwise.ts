import { defineIdentity } from '../../claim/claim.ts';
import { filled } from '../../claim/draw.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A learned scale on the branch folds, but a step of training moves it as a product',
  statement: String.raw`\begin{aligned} \alpha'\mW'x + x &= \big(\alpha\mW + \mI - \eta(\alpha^2 G + s\mW) + \eta^2 \alpha s\, G\big)\, x, \\ s &= \langle G, \mW\rangle, \qquad G = \tfrac{\partial\ell}{\partial z}\,\va^{\mathsf T} \end{aligned}`,
  hypotheses: [
    String.raw`$z = \alpha\mW\va + \va$ is the pre-activation, $\alpha$ a learned number, $\mW$ square: the block is $\mg(z) = \mg\big((\alpha\mW + \mI)\va\big)$`,
    String.raw`$\alpha'$ and $\mW'$ stand after one step of gradient descent with rate $\eta$ by the chain rule, $\alpha' = \alpha - \eta\,\langle \partial\ell/\partial z,\ \mW\va \rangle$ and $\mW' = \mW - \eta\,\alpha\,(\partial\ell/\partial z)\,\va^{\mathsf T}$; $\partial\ell/\partial z$ may be anything, so the loss $\ell$ and $\mg$ may be too`,
    String.raw`$x$ is any later input`,
  ],
  parameters: {
    n: integer({ label: 'Width', min: 1, max: 128, initial: 12 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
  },
  check: 'rounded',
  draw: ({ n, batch }, draw) => ({
    alpha: draw.bias(1),
    eta: draw.bias(1),
    W: draw.weights(n, n),
    a: draw.activations(n, batch),
    dz: draw.gradients(n, batch),
    x: draw.activations(n, batch),
  }),
  // The block trained as it stands: two gradients, two steps.
  left: (tf, { alpha, eta, W, a, dz, x }, { n, batch }) => {
    const dAlpha = innerProduct(tf, dz, tf.matMul(W, a), n, batch);
    const dW = tf.mul(alpha, tf.matMul(dz, tf.transpose(a)));
    const alphaNext = tf.sub(alpha, tf.mul(eta, dAlpha));
    const Wnext = tf.sub(W, tf.mul(eta, dW));
    return tf.add(tf.mul(alphaNext, tf.matMul(Wnext, x)), x);
  },
  // The folded matrix, moved as the product moves it.
  right: (tf, { alpha, eta, W, a, dz, x }, { n }) => {
    const G = tf.matMul(dz, tf.transpose(a));
    const inner = innerProduct(tf, G, W, n, n);
    const first = tf.add(tf.mul(tf.mul(alpha, alpha), G), tf.mul(inner, W));
    const second = tf.mul(tf.mul(tf.mul(eta, eta), tf.mul(alpha, inner)), G);
    const folded = tf.add(tf.mul(alpha, W), tf.eye(n));
    return tf.matMul(tf.add(tf.sub(folded, tf.mul(eta, first)), second), x);
  },
  control: {
    says: String.raw`the folded matrix moves as an ordinary layer’s would: $\alpha'\mW' + \mI = \alpha\mW + \mI - \eta\, G$`,
    right: (tf, { alpha, eta, W, a, dz, x }, { n }) => {
      const step = tf.mul(eta, tf.matMul(dz, tf.transpose(a)));
      return tf.matMul(tf.sub(tf.add(tf.mul(alpha, W), tf.eye(n)), step), x);
    },
  },
  sources: ['bachlechner2020rezero', 'zagoruyko2017dirac', 'arora2018acceleration'],
  uses: ['one-layer-skip-folds'],
});

/** ⟨A, B⟩, the sum of the products of their entries, for matrices [rows, columns]. */
function innerProduct<T>(tf: Ops<T>, A: T, B: T, rows: number, columns: number): T {
  const ones = (m: number, n: number) => tf.constant(filled([m, n], () => 1));
  return tf.matMul(tf.matMul(ones(1, rows), tf.mul(A, B)), ones(columns, 1));
}
