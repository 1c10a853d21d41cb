import { ACTIVATIONS, type Activation, activate } from '../../claim/activations.ts';
import { filled } from '../../claim/draw.ts';
import { choice, integer } from '../../claim/parameters.ts';
import { randomFrom } from '../../numerics/random.ts';
import type { ComputedFigure } from './figure.ts';

/** Entries are quarters in [−1, 1]: short enough to check by hand, and exact on every device. */
const QUARTERS = 4;

/**
 * Both ways through a block with a skip over one layer, g(Wa + b + a) and g((W + I)a + b), every
 * step of each, and the false version in which the identity is forgotten.
 */
const fold: ComputedFigure = {
  claims: ['one-layer-skip-folds', 'fold-holds-for-any-activation'],
  parameters: {
    n: integer({ label: 'Width', min: 1, max: 6, initial: 3 }),
    g: choice({ label: 'Activation', options: ACTIVATIONS, initial: 'relu' }),
  },
  views: {
    fold: integer({ label: 'Fold', min: 0, max: 100, initial: 0 }),
    identity: choice({ label: 'Identity', options: ['kept', 'forgotten'], initial: 'kept' }),
  },
  // Every entry of the output is positive, and forgetting the identity changes two of the three.
  seed: 2,
  draw: ({ n }, seed) => {
    const random = randomFrom(seed);
    const width = Number(n);
    const quarters = (columns: number) =>
      filled([width, columns], () => random.integer(-QUARTERS, QUARTERS) / QUARTERS);
    return { W: quarters(width), b: quarters(1), a: quarters(1) };
  },
  compute: (tf, inputs, { n, g }) => {
    const { W, b, a } = inputs as Record<'W' | 'b' | 'a', (typeof inputs)[string]>;
    const I = tf.eye(Number(n));
    const WplusI = tf.add(W, I);
    const Wa = tf.matMul(W, a);
    const skipped = tf.add(tf.add(Wa, b), a);
    const folded = tf.add(tf.matMul(WplusI, a), b);
    const forgotten = tf.add(Wa, b);
    const g_ = (z: typeof skipped) => activate(tf, g as Activation, z);
    return {
      W,
      b,
      a,
      I,
      WplusI,
      Wa,
      skipped,
      folded,
      forgotten,
      gSkipped: g_(skipped),
      gFolded: g_(folded),
      gForgotten: g_(forgotten),
    };
  },
};

export default fold;
