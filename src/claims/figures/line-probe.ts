import { ACTIVATIONS, type Activation, activate } from '../../claim/activations.ts';
import { filled } from '../../claim/draw.ts';
import type { Ops } from '../../claim/ops.ts';
import { choice, integer } from '../../claim/parameters.ts';
import { randomFrom } from '../../numerics/random.ts';
import { twoLayerBlock } from '../part-2-what-stops-the-fold/two-layer-block-is-not-one-layer.ts';
import type { ComputedFigure, Tensors } from './figure.ts';

/** Weights are quarters in [−2, 2]. */
const [QUARTERS, REACH] = [4, 2] as const;
/** Inputs, and hidden units of the two-layer block: each can bend it once. */
const [INPUTS, HIDDEN] = [2, 4] as const;
/** The line is walked in sixteenths from −3 to 3; directions are sixteenths too, so that ReLU's numbers are exact. */
const [SIXTEENTHS, END] = [16, 3] as const;
/** How many points are probed. */
const POINTS = 2 * END * SIXTEENTHS + 1;
/** The distance h of a second difference, in points: half a unit of t. */
const STRIDE = SIXTEENTHS / 2;
const DEGREES = 180;

/**
 * One output of three blocks along a line x = t·d through the origin of a plane of inputs, with its
 * second difference f(t − h) − 2f(t) + f(t + h), h = ½: a plain layer g(Wx + b), the layer with a
 * skip g(Wx + b + x), and a two-layer block with a skip.
 */
const lineProbe: ComputedFigure = {
  claims: ['two-layer-block-is-not-one-layer', 'monotone-layer-cannot-xor', 'one-layer-skip-folds'],
  parameters: {
    angle: integer({ label: 'Direction, degrees', min: 0, max: DEGREES, initial: 30 }),
    g: choice({ label: 'Activation', options: ACTIVATIONS, initial: 'relu' }),
  },
  views: { at: integer({ label: 'Point on the line', min: 0, max: POINTS - 1, initial: POINTS >> 2 }) },
  // Both single layers change on the line, and the two-layer block turns.
  seed: 22,
  draw: ({ angle }, seed) => {
    const random = randomFrom(seed);
    const quarters = (rows: number, columns: number) =>
      filled([rows, columns], () => random.integer(-QUARTERS * REACH, QUARTERS * REACH) / QUARTERS);
    const turn = (Number(angle) / DEGREES) * Math.PI;
    const direction = [Math.cos(turn), Math.sin(turn)].map((x) => Math.round(x * SIXTEENTHS) / SIXTEENTHS);
    /** The points of the line, moved along it by some points. */
    const moved = (by: number) =>
      filled([INPUTS, POINTS], (i) => {
        const t = ((i % POINTS) + by) / SIXTEENTHS - END;
        return t * (direction[Math.floor(i / POINTS)] as number);
      });
    return {
      W: quarters(INPUTS, INPUTS),
      b: quarters(INPUTS, 1),
      W1: quarters(HIDDEN, INPUTS),
      b1: quarters(HIDDEN, 1),
      W2: quarters(INPUTS, HIDDEN),
      b2: quarters(INPUTS, 1),
      t: filled([1, POINTS], (i) => i / SIXTEENTHS - END),
      before: moved(-STRIDE),
      points: moved(0),
      after: moved(STRIDE),
      first: filled([1, INPUTS], (i) => (i === 0 ? 1 : 0)),
    };
  },
  compute: (tf, inputs, { g }) => {
    type T = (typeof inputs)[string];
    const { W, b, before, points, after, first, t } = inputs as Record<string, T> & LineInputs<T>;
    const act = (z: T) => activate(tf, g as Activation, z);
    const affine = (x: T) => tf.add(tf.matMul(W, x), b);
    const outputs: Record<string, (x: T) => T> = {
      plain: (x) => act(affine(x)),
      skip: (x) => act(tf.add(affine(x), x)),
      block: (x) => twoLayerBlock(tf, act, inputs as LineInputs<T>, x),
    };
    const seen: Record<string, T> = { t };
    for (const [name, output] of Object.entries(outputs)) {
      const along = (x: T) => tf.matMul(first, output(x));
      seen[name] = along(points);
      seen[`${name}Bend`] = secondDifference(tf, along(before), along(points), along(after));
    }
    return seen satisfies Tensors<T>;
  },
};

type LineInputs<T> = Readonly<
  Record<'W' | 'b' | 'W1' | 'b1' | 'W2' | 'b2' | 't' | 'before' | 'points' | 'after' | 'first', T>
>;

function secondDifference<T>(tf: Ops<T>, before: T, middle: T, after: T): T {
  return tf.add(tf.sub(before, tf.add(middle, middle)), after);
}

export default lineProbe;
