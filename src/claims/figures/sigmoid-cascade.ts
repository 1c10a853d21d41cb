import { filled } from '../../claim/draw.ts';
import { choice, integer } from '../../claim/parameters.ts';
import { randomFrom } from '../../numerics/random.ts';
import { stack } from '../part-3-is-it-about-the-signal/sigmoid-skip-loses-the-signal.ts';
import { block } from '../part-3-is-it-about-the-signal/zero-weights-pass-the-signal.ts';
import type { ComputedFigure } from './figure.ts';

/** Inputs span [−5, 5]; those between are quarters. */
const [REACH, QUARTERS] = [5, 4] as const;
/** Blocks in the stack. */
const BLOCKS = 10;
/** What the claim's control puts in the place of zero weights: the sigmoid then keeps two values apart. */
const APART = { weight: 4, bias: -2.5 } as const;

/**
 * Numbers passed through a stack of blocks of width one, once with a sigmoid after each sum and once
 * with a ReLU, all weights and biases zero: `sigmoid0` to `sigmoid10`, the same for `relu`, how far the
 * outermost two are apart after each block (`sigmoidSpread0` …), and what the claim allows (`bound0` …).
 */
const sigmoidCascade: ComputedFigure = {
  claims: ['sigmoid-skip-loses-the-signal', 'zero-weights-pass-the-signal'],
  parameters: {
    inputs: integer({ label: 'Inputs', min: 2, max: 16, initial: 9 }),
    weights: choice({ label: 'Sigmoid’s weights', options: ['zero', 'apart'], initial: 'zero' }),
  },
  views: { blocks: integer({ label: 'Blocks passed', min: 0, max: BLOCKS, initial: BLOCKS }) },
  seed: 1,
  draw: ({ inputs, weights }, seed) => {
    const random = randomFrom(seed);
    const count = Number(inputs);
    const between = Array.from(
      { length: count - 2 },
      () => random.integer(-REACH * QUARTERS, REACH * QUARTERS) / QUARTERS,
    );
    const drawn = [-REACH, ...between.sort((a, b) => a - b), REACH];
    const isApart = weights === 'apart';
    return {
      a: filled([1, count], (i) => drawn[i] as number),
      W: filled([1, 1], () => (isApart ? APART.weight : 0)),
      b: filled([1, 1], () => (isApart ? APART.bias : 0)),
      zero: filled([1, 1], () => 0),
      // The last minus the first: σ and ReLU keep their order, so these two are the outermost.
      outermost: filled([count, 1], (i) => (i === 0 ? -1 : i === count - 1 ? 1 : 0)),
    };
  },
  compute: (tf, inputs) => {
    type T = (typeof inputs)[string];
    const { a, W, b, zero, outermost } = inputs as Record<'a' | 'W' | 'b' | 'zero' | 'outermost', T>;
    const seen: Record<string, T> = {};
    let [sigmoid, relu] = [a, a];
    for (let passed = 0; passed <= BLOCKS; passed++) {
      if (passed > 0) {
        sigmoid = stack(tf, W, b, sigmoid, 1);
        relu = block(tf, zero, zero, relu, 1);
      }
      seen[`sigmoid${passed}`] = sigmoid;
      seen[`relu${passed}`] = relu;
      seen[`sigmoidSpread${passed}`] = tf.matMul(sigmoid, outermost);
      seen[`reluSpread${passed}`] = tf.matMul(relu, outermost);
      seen[`bound${passed}`] = tf.mul(tf.scalar(4 ** -passed), tf.matMul(a, outermost));
    }
    return seen;
  },
};

export default sigmoidCascade;
