import { transpose } from '@tensorflow/tfjs-core/dist/ops/transpose';
import type { PartOps } from '../parts.ts';

/** Transposed matrices. */
export const OPS: PartOps['transposition'] = {
  transpose: (a) => transpose(a),
};
