import { defineIdentity } from '../../claim/claim.ts';
import { filled } from '../../claim/draw.ts';
import { hessianTimes, type Residual, stacked } from '../../claim/hessian.ts';
import type { Ops } from '../../claim/ops.ts';
import { choice, integer } from '../../claim/parameters.ts';

/** R; X1, X2, …, which layers move by; and all weights, which are zero, one below the other. */
type Inputs<T> = Readonly<Record<string, T>>;

export default defineIdentity({
  title: 'At zero branches, skips of two condition the Hessian alike at every depth; skips of one do not',
  statement: String.raw`\begin{aligned} & \text{skips of two:}\quad \kappa = \sigma_{\max}/\sigma_{\min}, \text{ as} \\ & \quad H\,(A_k, B_k)_k = (B_k^{\mathsf T} M,\ M A_k^{\mathsf T})_k \\ & \text{skips of one:}\quad \kappa \ge L/\sigma_{\min}, \text{ as} \\ & \quad \langle v, Hv\rangle = L\,\|v\|^2 \ \text{ at } v = (Y, \dots, Y),\ Y^2 = 0, \\ & \quad Hw = (-X^{\mathsf T} M,\ M X^{\mathsf T},\ 0, \dots) \ \text{ at } w = (X, -X, 0, \dots) \end{aligned}`,
  hypotheses: [
    String.raw`the network is linear, $P = \prod_k (\mI + B_k A_k)$ or $P = \prod_k (\mI + \mW_k)$ with $L \ge 2$ blocks of width $d \ge 2$; $H$ is the Hessian of $\tfrac12\|P - R\|_F^2$ by all weights, where all are $0$, and $\mathord{\kappa = \max|\lambda| / \min|\lambda|}$ over its eigenvalues`,
    String.raw`$M = \mI - R$ is nonsingular, with singular values $\sigma_i$ and vectors $M q_i = \sigma_i p_i$`,
    String.raw`two: the eigenvectors are $(A, B) = (x q_i^{\mathsf T}, \pm p_i x^{\mathsf T})$ in one block, for any $x$, with the eigenvalues $\pm\sigma_i$. The gradient is $0$, so the point is a saddle`,
    String.raw`one: $\max|\lambda|$ is at least $\langle v, Hv\rangle / \|v\|^2 = L$, and $\min|\lambda|$ at most $\|Hw\| / \|w\|$, which is $\sigma_{\min}$ where $X = p_i q_i^{\mathsf T}$ for it. The gradient is $M$ in each layer`,
  ],
  // Beyond these sizes float32 has too few bits for the integers of the last case.
  parameters: {
    skips: choice({ label: 'Skips of', options: ['two', 'one: Hw', 'one: Hv'], initial: 'two' }),
    L: integer({ label: 'Blocks L', min: 2, max: 16, initial: 3 }),
    d: integer({ label: 'Width d', min: 2, max: 5, initial: 3 }),
  },
  check: 'exact',
  draw: ({ skips, L, d }, draw) => {
    const layers = { two: 2 * L, 'one: Hw': L, 'one: Hv': 1 }[skips];
    const moving = skips === 'two' ? layers : 1;
    const X = Array.from({ length: moving }, (_, k) => [`X${k + 1}`, draw.weights(d, d)]);
    return { ...Object.fromEntries(X), R: draw.weights(d, d), weights: draw.zeros(layers * d, d) };
  },
  left: (tf, inputs, { skips, L, d }) => {
    if (skips === 'one: Hv') return stretch(tf, inputs, 1, L, d);
    const along = direction(tf, inputs, skips, L);
    return hessianTimes(tf, residualOf(skips === 'two' ? 2 : 1, d), inputs, along, d);
  },
  right: (tf, inputs, { skips, L, d }) => {
    if (skips === 'one: Hv') return squaredLength(tf, inputs, L * L, d);
    const M = tf.sub(tf.eye(d), inputs.R as never);
    const along = direction(tf, inputs, skips, L);
    // Two neighbours are a block's (A, B), and X and −X of w another such pair.
    const parts = along.map((_, k) => {
      const [other, isFirst] = [along[k ^ 1] ?? null, k % 2 === 0];
      return other && (isFirst ? tf.matMul(tf.transpose(other), M) : tf.matMul(M, tf.transpose(other)));
    });
    return stacked(tf, parts, d);
  },
  control: {
    says: String.raw`the lower bound holds with skips of two as well: $\langle v, Hv\rangle = L\,\|v\|^2$ over their $2L$ layers`,
    draw: ({ d }, draw) => ({ X1: draw.weights(d, d), R: draw.weights(d, d), weights: draw.zeros(d, d) }),
    left: (tf, inputs, { L, d }) => stretch(tf, inputs, 2, L, d),
    right: (tf, inputs, { L, d }) => squaredLength(tf, inputs, 2 * L * L, d),
  },
  sources: ['li2016demystifying'],
});

/** P − R of blocks with so many layers each; P as it maps the columns of the identity. */
export function residualOf(layersPerSkip: number, d: number): Residual {
  return (tf, layers, R) => {
    let a = tf.eye(d);
    for (let k = 0; k < layers.length; k += layersPerSkip) {
      const branch = layers.slice(k, k + layersPerSkip).reduce((z, W) => tf.matMul(W, z), a);
      a = tf.add(a, branch);
    }
    return tf.sub(a, R);
  };
}

/** What each layer moves by: each by a matrix of its own, or the first two by X and −X. */
function direction<T>(tf: Ops<T>, { X1, ...inputs }: Inputs<T>, skips: 'two' | 'one: Hw', L: number) {
  const X = X1 as T;
  if (skips === 'two') return [X, ...Array.from({ length: 2 * L - 1 }, (_, k) => inputs[`X${k + 2}`] as T)];
  return [X, tf.mul(tf.scalar(-1), X), ...Array.from({ length: L - 2 }, () => null)];
}

/** ⟨v, Hv⟩ for v = (Y, …, Y): the part of one matrix that stands in every layer. */
function stretch<T>(tf: Ops<T>, inputs: Inputs<T>, layersPerSkip: number, L: number, d: number): T {
  const Y = nilpotent(tf, inputs, d);
  const residual: Residual = (tf, [W], R) =>
    residualOf(layersPerSkip, d)(
      tf,
      Array.from({ length: L * layersPerSkip }, () => W as never),
      R,
    );
  return total(tf, tf.mul(Y, hessianTimes(tf, residual, inputs, [Y], d)), d);
}

/** ‖Y‖² times a number: ‖v‖² = L‖Y‖² over L layers. */
function squaredLength<T>(tf: Ops<T>, inputs: Inputs<T>, times: number, d: number): T {
  const Y = nilpotent(tf, inputs, d);
  return tf.mul(tf.scalar(times), total(tf, tf.mul(Y, Y), d));
}

/** Y: of X1 what takes the last coordinates to the first, so that Y² = 0. */
function nilpotent<T>(tf: Ops<T>, { X1 }: Inputs<T>, d: number): T {
  const first = Math.floor(d / 2);
  const mask = filled([d, d], (i) => (Math.floor(i / d) < first && i % d >= first ? 1 : 0));
  return tf.mul(tf.constant(mask), X1 as T);
}

/** The sum of a matrix's entries, [1, 1]. */
function total<T>(tf: Ops<T>, A: T, d: number): T {
  const ones = (m: number, n: number) => tf.constant(filled([m, n], () => 1));
  return tf.matMul(tf.matMul(ones(1, d), A), ones(d, 1));
}
