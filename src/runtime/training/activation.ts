import { add } from '@tensorflow/tfjs-core/dist/ops/add';
import { erf } from '@tensorflow/tfjs-core/dist/ops/erf';
import { mul } from '@tensorflow/tfjs-core/dist/ops/mul';
import { relu } from '@tensorflow/tfjs-core/dist/ops/relu';
import { sigmoid } from '@tensorflow/tfjs-core/dist/ops/sigmoid';
import { tanh } from '@tensorflow/tfjs-core/dist/ops/tanh';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import type { Architecture } from '../../claim/training.ts';

/** g(z), element-wise, of the library's own kernels. */
export function activate(g: Architecture['activation'], z: Tensor): Tensor {
  switch (g) {
    case 'linear':
      return z;
    case 'relu':
      return relu(z);
    case 'tanh':
      return tanh(z);
    case 'sigmoid':
      return sigmoid(z);
    case 'gelu':
      return mul(z, mul(0.5, add(1, erf(mul(z, Math.SQRT1_2)))));
  }
}
