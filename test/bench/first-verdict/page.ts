import type { Tensor2D } from '@tensorflow/tfjs-core';

/** The check of `one-layer-skip-folds` as one would write it with TensorFlow.js and nothing else. */
interface BareProgram {
  /** @returns how many of the draws have two equal sides. */
  verify(backend: string, width: number, batch: number, draws: number): Promise<number>;
}

/** Small enough that every partial sum is exact in float32. */
const LARGEST = 256;

const BACKENDS: Readonly<Record<string, () => Promise<unknown>>> = {
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
};

declare global {
  var bare: BareProgram;
}

globalThis.bare = {
  async verify(backend, width, batch, draws) {
    const tf = await import('@tensorflow/tfjs-core');
    await BACKENDS[backend]?.();
    if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no ${backend} here.`);
    const whole = (rows: number, columns: number): Tensor2D =>
      tf.tensor2d(
        Int32Array.from({ length: rows * columns }, () => Math.round((Math.random() * 2 - 1) * LARGEST)),
        [rows, columns],
        'float32',
      );
    let equal = 0;
    for (let draw = 0; draw < draws; draw++) {
      const sides = tf.tidy(() => {
        const [W, b, a] = [whole(width, width), whole(width, 1), whole(width, batch)];
        return [
          tf.add(tf.add(tf.matMul(W, a), b), a),
          tf.add(tf.matMul(tf.add(W, tf.eye(width)) as Tensor2D, a), b),
        ];
      });
      const [left, right] = await Promise.all(sides.map((side) => side.data()));
      if (left?.every((value, i) => value === right?.[i])) equal++;
      tf.dispose(sides);
    }
    return equal;
  },
};
