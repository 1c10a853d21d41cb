import { transpose } from '@tensorflow/tfjs-core/dist/ops/transpose';
import type { PartOps } from '../parts.ts';

/** Transposed matrices, whatever dimensions stand before them. */
export const OPS: PartOps['transposition'] = {
  transpose: (a) => {
    const axes = a.shape.map((_, k) => k);
    return transpose(a, [...axes.slice(0, -2), a.rank - 1, a.rank - 2]);
  },
};
