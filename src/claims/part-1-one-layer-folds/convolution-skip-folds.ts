import { defineIdentity } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { choice, integer } from '../../claim/parameters.ts';
import { identityKernel, oneTap } from '../../claim/taps.ts';

/** Taps per axis and their distance. Every one has a tap that stands on its own pixel: see the hypotheses. */
const KERNELS = {
  '3 × 3': { taps: [3, 3], dilation: 1 },
  '2 × 2': { taps: [2, 2], dilation: 1 },
  '4 × 3': { taps: [4, 3], dilation: 1 },
  '5 × 5': { taps: [5, 5], dilation: 1 },
  '3 × 3, dilation 2': { taps: [3, 3], dilation: 2 },
  '5 × 3, dilation 3': { taps: [5, 3], dilation: 3 },
} as const;

type Kernel = keyof typeof KERNELS;

export default defineIdentity({
  title: 'A skip over one convolution folds into its kernel',
  statement: String.raw`\mg(K * \va + \va) = \mg\big((K + \delta) * \va\big), \qquad \delta_{p,q} = \begin{cases} \mI & (p, q) = \big(\lfloor\tfrac{k_1 - 1}{2}\rfloor, \lfloor\tfrac{k_2 - 1}{2}\rfloor\big) \\ 0 & \text{elsewhere} \end{cases}`,
  hypotheses: [
    String.raw`stride $1$, padding “same” as TensorFlow pads (the smaller half before), as many channels out as in`,
    String.raw`the dilation is $1$ or $k_1$ and $k_2$ are odd: an even $k$ with dilation $2$ has no tap on its own pixel`,
    String.raw`nothing but the convolution stands between $\va$ and the sum; $\mg$ may be any function, because equal pre-activations are compared`,
  ],
  parameters: {
    kernel: choice({ label: 'Kernel', options: Object.keys(KERNELS) as Kernel[], initial: '3 × 3' }),
    height: integer({ label: 'Height', min: 1, max: 32, initial: 6 }),
    width: integer({ label: 'Width', min: 1, max: 32, initial: 7 }),
    channels: integer({ label: 'Channels', min: 1, max: 16, initial: 4 }),
    batch: integer({ label: 'Batch', min: 1, max: 4, initial: 2 }),
  },
  check: 'exact',
  draw: ({ kernel, height, width, channels, batch }, draw) => {
    const [k1, k2] = KERNELS[kernel].taps;
    return { K: draw.kernel(k1, k2, channels, channels), a: draw.image(batch, height, width, channels) };
  },
  left: (tf, { K, a }, { kernel }) => tf.add(tf.conv2d(a, K, KERNELS[kernel]), a),
  right: (tf, { K, a }, { kernel, channels }) =>
    tf.conv2d(a, tf.add(K, delta(tf, kernel, channels, 0)), KERNELS[kernel]),
  control: {
    says: String.raw`$\delta$ may stand one tap further along the width`,
    right: (tf, { K, a }, { kernel, channels }) =>
      tf.conv2d(a, tf.add(K, delta(tf, kernel, channels, 1)), KERNELS[kernel]),
  },
  sources: ['ding2021repvgg', 'zagoruyko2017dirac'],
  uses: ['one-layer-skip-folds'],
});

/** δ, `off` taps beside its place along the width. */
function delta<T>(tf: Ops<T>, kernel: Kernel, channels: number, off: number): T {
  const { taps } = KERNELS[kernel];
  const [row, column] = [Math.floor((taps[0] - 1) / 2), Math.floor((taps[1] - 1) / 2)];
  const tap = oneTap(taps, [row, (column + off) % taps[1]]);
  return tf.mul(tf.constant(tap), tf.constant(identityKernel(channels)));
}
