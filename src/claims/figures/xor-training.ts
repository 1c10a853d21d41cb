import { type Activation, activate } from '../../claim/activations.ts';
import { filled } from '../../claim/draw.ts';
import type { Differentiable, Ops } from '../../claim/ops.ts';
import { step } from '../../claim/optimizers.ts';
import { choice, integer } from '../../claim/parameters.ts';
import { besideEach } from '../../claim/train-step.ts';
import { gradients } from '../../claim/vjp.ts';
import { randomFrom } from '../../numerics/random.ts';
import { twoLayerBlock } from '../part-2-what-stops-the-fold/two-layer-block-is-not-one-layer.ts';
import type { ComputedFigure, Tensors } from './figure.ts';

/** Inputs, and units of every layer. */
const WIDTH = 2;
/** The four inputs (0,0), (0,1), (1,0), (1,1). */
const POINTS = 4;
/** The square of inputs that is looked at. */
const [LOW, HIGH] = [-0.5, 1.5] as const;
/** How many places of it a side. */
const SIDE = 20;
/** Weights start at quarters in [−2, 2]. */
const [QUARTERS, REACH] = [4, 2] as const;
/** η, dimensionless. */
const RATE = 1 / 8;
const MOST_STEPS = 4_000;

/** Tensors of one block, by their names without its own. */
type Block<T> = Readonly<Record<'W' | 'b' | 'W2' | 'b2' | 'r' | 'c', T>>;

/** What is trained in each block; its names begin with the block's. */
const TRAINED = {
  T1: ['W', 'b'],
  T2: ['W', 'b'],
  two: ['W', 'b', 'W2', 'b2'],
} as const satisfies Record<string, readonly (keyof Block<unknown>)[]>;

type Kind = keyof typeof TRAINED;
const KINDS = Object.keys(TRAINED) as Kind[];
const READOUT = ['r', 'c'] as const;

/**
 * Three blocks of width two that learn XOR, from the same start, by full-batch gradient descent on
 * ½(y − class)², meaned over the four points: T1 g(Wx + b + x), T2 x + g(Wx + b), and the two-layer
 * block g(W₂g(Wx + b) + b₂ + x). A readout gives y = r·a + c of the block's output a; without one,
 * r is held at (1, 0) and c at 0, so that y is the first output.
 */
const xorTraining: ComputedFigure = {
  claims: ['monotone-layer-cannot-xor', 'two-layer-block-computes-xor'],
  parameters: {
    readout: choice({ label: 'Readout', options: ['no', 'yes'], initial: 'no' }),
    g: choice({ label: 'Activation', options: ['relu', 'tanh', 'sigmoid', 'gelu'], initial: 'tanh' }),
  },
  views: { steps: integer({ label: 'Steps', min: 0, max: MOST_STEPS, initial: 1_000 }) },
  // One of the few from which the two-layer block gets all four points right; the caption says so.
  seed: 9,
  draw: ({ readout }, seed) => {
    const random = randomFrom(seed);
    const quarters = (rows: number, columns: number) =>
      filled([rows, columns], () => random.integer(-QUARTERS * REACH, QUARTERS * REACH) / QUARTERS);
    const [W, b, W2, b2] = [
      quarters(WIDTH, WIDTH),
      quarters(WIDTH, 1),
      quarters(WIDTH, WIDTH),
      quarters(WIDTH, 1),
    ] as const;
    const [r, c] =
      readout === 'yes'
        ? ([quarters(1, WIDTH), quarters(1, 1)] as const)
        : ([filled([1, WIDTH], (i) => (i === 0 ? 1 : 0)), filled([1, 1], () => 0)] as const);
    const place = (i: number) => LOW + ((i + 0.5) * (HIGH - LOW)) / SIDE;
    const state: Record<string, typeof W> = {
      points: filled([WIDTH, POINTS], (i) => (i < POINTS ? i >> 1 : i & 1)),
      classes: filled([1, POINTS], (i) => (i >> 1) ^ (i & 1)),
      // Row by row from the lowest x₂ on, x₁ fastest.
      grid: filled([WIDTH, SIDE * SIDE], (i) =>
        place(i < SIDE * SIDE ? i % SIDE : Math.floor((i - SIDE * SIDE) / SIDE)),
      ),
      span: filled([1, 2], (i) => (i === 0 ? LOW : HIGH)),
    };
    for (const kind of KINDS) {
      const start: Block<typeof W> = { W, b, W2, b2, r, c };
      for (const name of [...TRAINED[kind], ...READOUT]) state[`${kind} ${name}`] = start[name];
    }
    return state;
  },
  step: (tf, state, { g, readout }) => {
    const next: Record<string, (typeof state)[string]> = {};
    for (const kind of KINDS) {
      const block = blockOf(state, kind);
      const { points, classes } = state as Record<'points' | 'classes', (typeof state)[string]>;
      const names = [...TRAINED[kind], ...(readout === 'yes' ? READOUT : [])];
      const error = tf.sub(outputAt(tf, kind, g as Activation, block, points, POINTS), classes);
      const found = gradients(
        tf,
        (tf, inputs) => outputAt(tf, kind, g as Activation, inputs, inputs.points, POINTS),
        { ...block, points },
        names,
        tf.mul(tf.scalar(1 / POINTS), error),
      );
      names.forEach((name, i) => {
        const moved = step(tf, 'sgd', name, block, found[i] as typeof points, RATE);
        next[`${kind} ${name}`] = moved[name] as typeof points;
      });
    }
    return next;
  },
  compute: (tf, state, { g }) => {
    type T = (typeof state)[string];
    const { points, classes, grid, span } = state as Record<'points' | 'classes' | 'grid' | 'span', T>;
    const seen: Record<string, T> = { points, classes, span };
    for (const kind of KINDS) {
      const block = blockOf(state, kind);
      const y = outputAt(tf, kind, g as Activation, block, points, POINTS);
      seen[`${kind}Output`] = y;
      seen[`${kind}Loss`] = lossOf(tf, tf.sub(y, classes));
      seen[`${kind}Surface`] = outputAt(tf, kind, g as Activation, block, grid, SIDE * SIDE);
    }
    return seen;
  },
};

/** One block's tensors; a single layer has no second one. */
function blockOf<T>(state: Tensors<T>, kind: Kind): Block<T> {
  const own = Object.entries(state).filter(([name]) => name.startsWith(`${kind} `));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(kind.length + 1), tensor])) as Block<T>;
}

/** y = r·a + c at a batch of inputs x [2, batch]: [1, batch]. */
function outputAt<T>(
  tf: Differentiable<T>,
  kind: Kind,
  g: Activation,
  { W, b, W2, b2, r, c }: Block<T>,
  x: T,
  batch: number,
): T {
  const act = (z: T) => activate(tf, g, z);
  const each = (bias: T) => besideEach(tf, bias, batch);
  const affine = () => tf.add(tf.matMul(W, x), each(b));
  const outputs: Record<Kind, () => T> = {
    T1: () => act(tf.add(affine(), x)),
    T2: () => tf.add(x, act(affine())),
    two: () => twoLayerBlock(tf, act, { W1: W, b1: each(b), W2, b2: each(b2) }, x),
  };
  return tf.add(tf.matMul(r, outputs[kind]()), each(c));
}

/** Half the mean square of an error [1, 4]. */
function lossOf<T>(tf: Ops<T>, error: T): T {
  return tf.mul(tf.scalar(1 / (2 * POINTS)), tf.matMul(error, tf.transpose(error)));
}

export default xorTraining;
