/** A term of the field or of this site, for readers. */
export interface Definition {
  readonly name: string;
  /** One or two sentences; TeX between $…$. */
  readonly means: string;
}

/** What the rows of a card's table mean, in their order. */
export const CARD_WORDS: readonly Definition[] = [
  {
    name: 'At build',
    means: String.raw`What CI found, a machine that runs every check anew whenever the site is built. What it refuted is not published, but for experiments.`,
  },
  {
    name: 'Computed on',
    means: String.raw`The main processor (CPU) or the graphics processor (by WebGPU or WebGL). With $24$ bits it keeps about seven decimal digits of a number.`,
  },
  {
    name: 'Difference, Largest error',
    means: String.raw`How far apart the two sides came out. What is allowed is the bound: the most that rounding alone can cause in these formulas, with these numbers, on this device. Of several cases the build shows the one nearest its bound, your device the one that is set.`,
  },
  {
    name: 'Margin',
    means: String.raw`A whole number that is positive where the one input shows what is claimed.`,
  },
  {
    name: 'Interval',
    means: String.raw`A 95 % confidence interval: a range found by a rule that misses the true value in about one sample of twenty.`,
  },
  {
    name: 'Trials',
    means: String.raw`How often the check was made: at other random inputs, at the next step of a training, or with another seed.`,
  },
  {
    name: 'False pass',
    means: String.raw`How probable it is at most that a false equation passes all trials by luck, by Schwartz and Zippel’s bound.`,
  },
  {
    name: 'False version',
    means: String.raw`What came of the nearest false statement in the same check. It must be refuted.`,
  },
];

/**
 * The terms, by the name that an article links to: `[pre-activation](term:pre-activation)`. The names
 * are anchors of the notation page, so they are permanent.
 */
export const GLOSSARY: Readonly<Record<string, Definition>> = {
  'residual-block': {
    name: 'residual block',
    means: String.raw`Some layers, the branch, whose output is added to the block’s own input.`,
  },
  branch: {
    name: 'branch',
    means: String.raw`The layers that a skip leads past. In T1 it is $\mW\va + \vb$.`,
  },
  shortcut: {
    name: 'shortcut, or skip',
    means: String.raw`The way from a block’s input $\va$ to the sum: the identity $\mI$, or a projection $\mWr$.`,
  },
  projection: {
    name: 'projection',
    means: String.raw`A shortcut with a matrix $\mWr$ of its own, needed where $\mW\va$ and $\va$ have different lengths.`,
  },
  activation: {
    name: 'activation',
    means: String.raw`A function $\mg$ that acts on each entry, such as $\operatorname{ReLU}(z) = \max(z, 0)$ or the sigmoid $\sigma(z) = 1/(1 + e^{-z})$.`,
  },
  'pre-activation': {
    name: 'pre-activation',
    means: String.raw`What stands inside the activation: $z$ in $\mg(z)$. In a block of kind T1 it is $z = \mW\va + \vb + \va$.`,
  },
  'hidden-unit': {
    name: 'hidden unit',
    means: String.raw`An entry of the activation between a branch’s two layers. With ReLU it is active where its pre-activation is positive, and switches where that changes.`,
  },
  mask: {
    name: 'mask',
    means: String.raw`The diagonal matrix $D$ of the activation’s slopes. For ReLU they are $1$ where a unit is active and $0$ elsewhere.`,
  },
  fold: {
    name: 'fold',
    means: String.raw`To take a skip into the weights, so that an ordinary layer computes the same: $\mW\va + \va = (\mW + \mI)\va$.`,
  },
  t1: {
    name: 'T1',
    means: String.raw`A one-layer skip that joins before the activation: $\mg(\mW\va + \vb + \va)$. It folds.`,
  },
  t2: {
    name: 'T2',
    means: String.raw`A one-layer skip that joins after the activation: $\va + \mg(\mW\va + \vb)$. It does not fold in general.`,
  },
  t3: {
    name: 'T3',
    means: String.raw`A one-layer skip in pre-activation form: $\va + \mW\,\mg(\va) + \vb$. It does not fold in general.`,
  },
  affine: {
    name: 'affine',
    means: String.raw`A matrix and a shift: $M\va + c$. It takes equal steps to equal steps.`,
  },
  monotone: {
    name: 'monotone',
    means: String.raw`Never falling as its argument rises, as ReLU and the sigmoid are.`,
  },
  jacobian: {
    name: 'Jacobian',
    means: String.raw`The matrix $\partial y/\partial x$ of all slopes of a block that makes $y$ of $x$.`,
  },
  'second-difference': {
    name: 'second difference',
    means: String.raw`$f(x - d) - 2f(x) + f(x + d)$, which is zero for every affine $f$.`,
  },
  seed: {
    name: 'seed',
    means: String.raw`The number that all random inputs of a run are made from: the same seed, the same inputs.`,
  },
  precision: {
    name: 'precision',
    means: String.raw`$p$, the bits that a device keeps of each number, as measured: $24$ for float32, $11$ for float16.`,
  },
  'unit-roundoff': {
    name: 'unit roundoff',
    means: String.raw`$u$, the largest relative error of one rounding: $2^{-p}$ where a device rounds to nearest, $2^{1-p}$ where it may take either neighbour.`,
  },
  gamma: {
    name: String.raw`γ`,
    means: String.raw`$\gamma_k = ku/(1 - ku)$ for $ku < 1$, a bound on the relative error that $k$ roundings can add up to.`,
  },
  'running-error-bound': {
    name: 'running error bound',
    means: String.raw`The largest error that rounding alone can cause in a formula, derived by following it operation by operation. A larger difference cannot be rounding.`,
  },
  control: {
    name: 'control',
    means: String.raw`The nearest false statement. The same check must refute it in the same run.`,
  },
  'false-pass-bound': {
    name: 'false-pass bound',
    means: String.raw`How probable it is at most that a false equation passes by luck. For polynomials of degree $d$, at $t$ random draws from a set $S$, it is Schwartz and Zippel’s bound $(d/|S|)^t$.`,
  },
};
