import { filled } from '../../claim/draw.ts';
import { integer } from '../../claim/parameters.ts';
import { identityKernel } from '../../claim/taps.ts';
import { randomFrom } from '../../numerics/random.ts';
import { placed } from '../part-1-one-layer-folds/strided-projection-folds.ts';
import type { ComputedFigure } from './figure.ts';

/** Kernels and images have whole entries from −2 to 2, so that every number is exact on every device. */
const REACH = 2;
/** The projection is 2 or 3, or the negative of one: it is told apart from the identity, and from none. */
const PROJECTION = { least: 2, most: 3 } as const;
/** The most taps on an axis, and the most pixels. */
const [MOST_TAPS, MOST_PIXELS] = [5, 7] as const;

/**
 * Both ways through a convolution with a shortcut, one channel: K∗a + a, or K∗a + W_r∗a at stride 2,
 * and (K + δ)∗a with the shortcut on each tap of δ in turn. What belongs to tap (1, 2) has the suffix
 * 12: `delta12`, `sum12`, `folded12`, and `difference12`, which is `left` − `folded12`.
 */
const convolutionFold: ComputedFigure = {
  claims: ['convolution-skip-folds', 'strided-projection-folds'],
  parameters: {
    k: integer({ label: 'Kernel k', min: 1, max: MOST_TAPS, initial: 3 }),
    height: integer({ label: 'Image height', min: 1, max: MOST_PIXELS, initial: 5 }),
    width: integer({ label: 'Image width', min: 1, max: MOST_PIXELS, initial: 6 }),
    // 1 has the identity as its shortcut, 2 a projection: what networks do.
    stride: integer({ label: 'Stride', min: 1, max: 2, initial: 1 }),
  },
  views: {
    down: integer({ label: 'Tap moved down', min: 0, max: MOST_TAPS - 1, initial: 0 }),
    right: integer({ label: 'Tap moved right', min: 0, max: MOST_TAPS - 1, initial: 0 }),
    row: integer({ label: 'Output row', min: 0, max: MOST_PIXELS - 1, initial: 1 }),
    column: integer({ label: 'Output column', min: 0, max: MOST_PIXELS - 1, initial: 2 }),
  },
  // No entry of the kernel is 0, and one of the image.
  seed: 387,
  draw: ({ k, height, width, stride }, seed) => {
    const random = randomFrom(seed);
    const entries = (shape: readonly number[]) => filled(shape, () => random.integer(-REACH, REACH));
    const K = entries([Number(k), Number(k), 1, 1]);
    const a = entries([1, Number(height), Number(width), 1]);
    const sign = 2 * random.integer(0, 1) - 1;
    const projection = sign * random.integer(PROJECTION.least, PROJECTION.most);
    // At stride 1 the shortcut is the identity of one channel.
    return { K, a, Wr: filled(identityKernel(1).shape, () => (Number(stride) === 1 ? 1 : projection)) };
  },
  compute: (tf, inputs, values) => {
    type T = (typeof inputs)[string];
    const { K, a, Wr } = inputs as Record<'K' | 'a' | 'Wr', T>;
    const [taps, stride] = [Number(values.k), Number(values.stride)];
    const branch = tf.conv2d(a, K, { stride });
    const skip = stride === 1 ? a : tf.conv2d(a, Wr, { stride });
    const left = tf.add(branch, skip);
    const seen: Record<string, T> = { K, a, Wr, branch, skip, left };
    for (let i = 0; i < taps; i++) {
      for (let j = 0; j < taps; j++) {
        const delta = placed(tf, Wr, taps, [i, j]);
        const sum = tf.add(K, delta);
        const folded = tf.conv2d(a, sum, { stride });
        seen[`delta${i}${j}`] = delta;
        seen[`sum${i}${j}`] = sum;
        seen[`folded${i}${j}`] = folded;
        seen[`difference${i}${j}`] = tf.sub(left, folded);
      }
    }
    return seen;
  },
};

export default convolutionFold;
