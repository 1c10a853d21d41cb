import { div } from '@tensorflow/tfjs-core/dist/ops/div';
import { sqrt } from '@tensorflow/tfjs-core/dist/ops/sqrt';
import type { PartOps } from '../parts.ts';

/** What normalising takes: a quotient and a root. */
export const OPS: PartOps['normalisation'] = {
  div: (a, b) => div(a, b),
  sqrt: (z) => sqrt(z),
};
