import { filled } from '../../claim/draw.ts';
import { integer } from '../../claim/parameters.ts';
import { randomFrom } from '../../numerics/random.ts';
import { preActivation } from '../part-1-one-layer-folds/block-is-linear-in-its-own-input.ts';
import type { ComputedFigure, Tensors } from './figure.ts';

/** Weights are halves in [−1, 1] and the line goes in 64ths: with no more layers, every number is exact on every device. */
const [HALVES, STEPS] = [2, 64] as const;
const MOST_LAYERS = 3;
/** The width of the network and of its input. */
const WIDTH = 3;
/** The line's ends are whole numbers from −2 to 2. */
const END = 2;
const POINTS = STEPS + 1;

/**
 * The pre-activations z of a block with a skip over one layer, behind some ReLU layers, along two
 * lines from the same start to the same end, t from 0 to 1: `own`, straight in the block's own
 * input, and `network`, straight in the network's; with their second differences
 * z(t − h) − 2z(t) + z(t + h), h = 1/64, as `ownBend` and `networkBend`. A row is a unit of the block.
 */
const blockInNetwork: ComputedFigure = {
  claims: ['block-is-linear-in-its-own-input'],
  parameters: { layers: integer({ label: 'ReLU layers before it', min: 0, max: MOST_LAYERS, initial: 2 }) },
  views: {
    unit: integer({ label: 'Unit of the block', min: 1, max: WIDTH, initial: WIDTH }),
    at: integer({ label: 'Point on the line', min: 0, max: STEPS, initial: 14 }),
  },
  // Every unit bends in several places, far from a straight line.
  seed: 135,
  draw: (_, seed) => {
    const random = randomFrom(seed);
    const halves = (rows: number, columns: number) =>
      filled([rows, columns], () => random.integer(-HALVES, HALVES) / HALVES);
    const end = () => filled([WIDTH, 1], () => random.integer(-END, END));
    const inputs: Record<string, ReturnType<typeof filled>> = {
      W: halves(WIDTH, WIDTH),
      b: halves(WIDTH, 1),
      from: end(),
      to: end(),
      t: along(0),
      before: along(-1),
      after: along(1),
    };
    for (let layer = 1; layer <= MOST_LAYERS; layer++) {
      inputs[`W${layer}`] = halves(WIDTH, WIDTH);
      inputs[`b${layer}`] = halves(WIDTH, 1);
    }
    return inputs;
  },
  compute: (tf, inputs, { layers }) => {
    type T = (typeof inputs)[string];
    const { W, b, from, to, t, before, after } = inputs as Record<string, T> & LineInputs<T>;
    const z = preActivation(tf, W, b);
    const networkUpToBlock = (x: T) => {
      let a = x;
      for (let layer = 1; layer <= Number(layers); layer++)
        a = tf.relu(tf.add(tf.matMul(inputs[`W${layer}`] as T, a), inputs[`b${layer}`] as T));
      return a;
    };
    /** The points of the line between two, one a column. */
    const between = (start: T, end: T, at: T) => tf.add(start, tf.matMul(tf.sub(end, start), at));
    const [start, end] = [networkUpToBlock(from), networkUpToBlock(to)];
    const own = (at: T) => z(between(start, end, at));
    const network = (at: T) => z(networkUpToBlock(between(from, to, at)));
    const bend = (f: (at: T) => T) => {
      const middle = f(t);
      return tf.add(tf.sub(f(before), tf.add(middle, middle)), f(after));
    };
    return {
      t,
      own: own(t),
      network: network(t),
      ownBend: bend(own),
      networkBend: bend(network),
    } satisfies Tensors<T>;
  },
};

type LineInputs<T> = Readonly<Record<'W' | 'b' | 'from' | 'to' | 't' | 'before' | 'after', T>>;

/** t of every point, moved by some steps. */
function along(steps: number) {
  return filled([1, POINTS], (i) => (i + steps) / STEPS);
}

export default blockInNetwork;
