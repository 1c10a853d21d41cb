import { conv2d } from '@tensorflow/tfjs-core/dist/ops/conv2d';
import type { Tensor4D } from '@tensorflow/tfjs-core/dist/tensor';
import type { PartOps } from '../parts.ts';

/** Convolutions, with TensorFlow's "same" padding. */
export const OPS: PartOps['convolution'] = {
  conv2d: (x, kernel, { stride = 1, dilation = 1 } = {}) =>
    conv2d(x as Tensor4D, kernel as Tensor4D, stride, 'same', 'NHWC', dilation),
};
