import { grads } from '@tensorflow/tfjs-core/dist/gradients';
import { addGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Add_grad';
import { batchMatMulGradConfig } from '@tensorflow/tfjs-core/dist/gradients/BatchMatMul_grad';
import { erfGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Erf_grad';
import { multiplyGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Multiply_grad';
import { reluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Relu_grad';
import { sigmoidGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sigmoid_grad';
import { softplusGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Softplus_grad';
import { subGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sub_grad';
import { tanhGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Tanh_grad';
import { getGradient, registerGradient } from '@tensorflow/tfjs-core/dist/kernel_registry';
import { exp } from '@tensorflow/tfjs-core/dist/ops/exp';
import { step } from '@tensorflow/tfjs-core/dist/ops/step';
import type { PartOps } from '../parts.ts';

// The library registers none by itself; these are of the operations in claim/ops.ts's Differentiable.
const GRADIENTS = [
  addGradConfig,
  batchMatMulGradConfig,
  erfGradConfig,
  multiplyGradConfig,
  reluGradConfig,
  sigmoidGradConfig,
  softplusGradConfig,
  subGradConfig,
  tanhGradConfig,
];

for (const gradient of GRADIENTS) {
  if (!getGradient(gradient.kernelName)) registerGradient(gradient);
}

/** Automatic differentiation, as the library does it. */
export const OPS: PartOps['gradients'] = {
  exp: (z) => exp(z),
  step: (z) => step(z),
  gradientsAt: (f, at, dy) => grads(f)(at, dy),
};
