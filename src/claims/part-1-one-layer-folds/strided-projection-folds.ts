import { defineIdentity } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';
import { oneTap } from '../../claim/taps.ts';

interface Sizes {
  readonly height: number;
  readonly width: number;
  readonly k: number;
  readonly stride: number;
}

export default defineIdentity({
  title: 'A strided projection shortcut folds into the strided convolution beside it',
  statement: String.raw`\mg(K *_s \va + \mWr *_s \va) = \mg\big((K + \delta_t \mWr) *_s \va\big), \qquad t(n) = \Big\lfloor \tfrac{1}{2} \max\big((\lceil n/s \rceil - 1)\,s + k - n,\ 0\big) \Big\rfloor`,
  hypotheses: [
    String.raw`$K$ is $k \times k$ and $\mWr$ is $1 \times 1$; both move with stride $s$ and are padded “same” as TensorFlow pads (the smaller half before)`,
    String.raw`$\delta_t$ puts $\mWr$ on tap $t$ of each axis, where $t$ is the padding before an axis of $n$ pixels. For $k = 3$, $s = 2$ that is $0$ where $n$ is even and $1$, the centre, where it is odd; PyTorch’s padding of $1$ gives the centre always`,
    String.raw`nothing but the convolutions stands between $\va$ and the sum; $\mg$ may be any function, because equal pre-activations are compared`,
  ],
  parameters: {
    k: integer({ label: 'Kernel k', min: 2, max: 5, initial: 3 }),
    stride: integer({ label: 'Stride s', min: 1, max: 4, initial: 2 }),
    height: integer({ label: 'Height', min: 1, max: 32, initial: 5 }),
    width: integer({ label: 'Width', min: 1, max: 32, initial: 6 }),
    cIn: integer({ label: 'Channels in', min: 1, max: 16, initial: 3 }),
    cOut: integer({ label: 'Channels out', min: 1, max: 16, initial: 6 }),
    batch: integer({ label: 'Batch', min: 1, max: 4, initial: 2 }),
  },
  check: 'exact',
  draw: ({ k, height, width, cIn, cOut, batch }, draw) => ({
    K: draw.kernel(k, k, cIn, cOut),
    Wr: draw.kernel(1, 1, cIn, cOut),
    a: draw.image(batch, height, width, cIn),
  }),
  left: (tf, { K, Wr, a }, { stride }) => tf.add(tf.conv2d(a, K, { stride }), tf.conv2d(a, Wr, { stride })),
  right: (tf, { K, Wr, a }, sizes) => tf.conv2d(a, tf.add(K, placed(tf, Wr, sizes.k, tapOf(sizes))), sizes),
  control: {
    says: String.raw`$\mWr$ may stand one tap further on both axes, on tap $(t + 1) \bmod k$`,
    right: (tf, { K, Wr, a }, sizes) =>
      tf.conv2d(a, tf.add(K, placed(tf, Wr, sizes.k, beside(tapOf(sizes), sizes.k))), sizes),
  },
  sources: ['ding2021repvgg', 'he2015resnet'],
  uses: ['projection-skip-folds'],
});

/** The tap t on each axis: the padding before it. It stands on the pixel that the shortcut takes. */
export function tapOf({ height, width, k, stride }: Sizes): readonly [number, number] {
  const tap = (n: number) => Math.floor(Math.max((Math.ceil(n / stride) - 1) * stride + k - n, 0) / 2);
  return [tap(height), tap(width)];
}

/** The 1 × 1 kernel Wr as a k × k kernel: on one tap, and 0 elsewhere. */
export function placed<T>(tf: Ops<T>, Wr: T, k: number, tap: readonly [number, number]): T {
  return tf.mul(tf.constant(oneTap([k, k], tap)), Wr);
}

/** One tap further on both axes. */
function beside([row, column]: readonly [number, number], k: number): readonly [number, number] {
  return [(row + 1) % k, (column + 1) % k];
}
