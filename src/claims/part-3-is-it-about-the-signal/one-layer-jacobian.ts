import { ACTIVATIONS, type Activation, activate } from '../../claim/activations.ts';
import { defineIdentity } from '../../claim/claim.ts';
import type { Differentiable, Ops } from '../../claim/ops.ts';
import { choice, integer } from '../../claim/parameters.ts';
import { slope } from '../../claim/slopes.ts';
import { vjp } from '../../claim/vjp.ts';

/** The three one-layer skips that are confused with one another. */
const BLOCKS = ['T1', 'T2', 'T3'] as const;

/** A linear one has every D = I, and nothing would tell the three apart. */
const NONLINEAR = ACTIVATIONS.filter((g) => g !== 'linear');

type Block = (typeof BLOCKS)[number];
type Tensors<T> = Readonly<Record<'W' | 'b' | 'x' | 'dy', T>>;

export default defineIdentity({
  title: 'Where a one-layer skip joins decides what the activation’s slopes multiply',
  statement: String.raw`\begin{aligned} \text{T1:}\quad y &= \mg(\mW x + \vb + x) & \partial y/\partial x &= D(\mI + \mW) \\ \text{T2:}\quad y &= x + \mg(\mW x + \vb) & \partial y/\partial x &= \mI + D\mW \\ \text{T3:}\quad y &= x + \mW\mg(x) + \vb & \partial y/\partial x &= \mI + \mW D \end{aligned}`,
  hypotheses: [
    String.raw`$\mW$ is square, and $\mg$ acts on each entry by itself; $D$ is the diagonal of its slopes at what it is applied to`,
    String.raw`nothing that $\mg$ is applied to stands on a kink of it: nothing is said of a sample with an entry within rounding of one`,
  ],
  parameters: {
    block: choice({ label: 'Block', options: BLOCKS, initial: 'T1' }),
    g: choice({
      label: 'Activation',
      options: NONLINEAR,
      initial: 'relu',
    }),
    n: integer({ label: 'Width', min: 1, max: 128, initial: 16 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
  },
  check: 'rounded',
  draw: ({ n, batch }, draw) => ({
    W: draw.weights(n, n),
    b: draw.bias(n),
    x: draw.activations(n, batch),
    dy: draw.activations(n, batch),
  }),
  // Automatic differentiation gives the product of the Jacobian, transposed, with any gradient dy.
  left: (tf, { dy, ...inputs }, { block, g }) =>
    vjp(tf, (tf, of) => output(tf, block, g, of), inputs, 'x', dy),
  right: (tf, inputs, { block, g, n }) => closedForm(tf, block, slopes(tf, block, g, inputs), inputs, n),
  control: {
    says: String.raw`T1 has $\mI + D\mW$, and T2 and T3 have $D(\mI + \mW)$, each with its own slopes`,
    right: (tf, inputs, { block, g, n }) =>
      closedForm(tf, block === 'T1' ? 'T2' : 'T1', slopes(tf, block, g, inputs), inputs, n),
  },
  sources: ['he2016identity', 'cv559681'],
});

function output<T>(
  tf: Differentiable<T>,
  block: Block,
  g: Activation,
  { W, b, x }: Omit<Tensors<T>, 'dy'>,
): T {
  const layer = (from: T) => tf.add(tf.matMul(W, from), b);
  if (block === 'T1') return activate(tf, g, tf.add(layer(x), x));
  return tf.add(x, block === 'T2' ? activate(tf, g, layer(x)) : layer(activate(tf, g, x)));
}

/** The diagonals of D, one a sample, as columns. */
function slopes<T>(tf: Ops<T>, block: Block, g: Activation, { W, b, x }: Tensors<T>): T {
  const z = tf.add(tf.matMul(W, x), b);
  return slope(tf, g, { T1: tf.add(z, x), T2: z, T3: x }[block]);
}

/** Jᵀ·dy for each sample. */
function closedForm<T>(tf: Ops<T>, block: Block, D: T, { W, dy }: Tensors<T>, n: number): T {
  const transposed = tf.transpose(W);
  const Ddy = tf.mul(D, dy);
  if (block === 'T1') return tf.matMul(tf.add(tf.eye(n), transposed), Ddy);
  return tf.add(dy, block === 'T2' ? tf.matMul(transposed, Ddy) : tf.mul(D, tf.matMul(transposed, dy)));
}
