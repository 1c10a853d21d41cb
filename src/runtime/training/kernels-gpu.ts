import { tidy } from '@tensorflow/tfjs-core/dist/globals';
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core/dist/kernel_registry';
import { add } from '@tensorflow/tfjs-core/dist/ops/add';
import { matMul } from '@tensorflow/tfjs-core/dist/ops/mat_mul';
import { mul } from '@tensorflow/tfjs-core/dist/ops/mul';
import { step } from '@tensorflow/tfjs-core/dist/ops/step';
import { sub } from '@tensorflow/tfjs-core/dist/ops/sub';
import { sum } from '@tensorflow/tfjs-core/dist/ops/sum';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import type { Backend } from '../../claim/device.ts';
import { activate } from './activation.ts';
import { DENSE, DENSE_GRADIENT, type DenseAttributes } from './dense.ts';
import type { Fused } from './dense-arithmetic.ts';

/** The kernels of {@link dense} for a GPU backend, composed of the library's own. */
export function gpuDenseKernels(backendName: Backend): KernelConfig[] {
  const forward: KernelFunc = ({ inputs, attrs }) => {
    const { x, w, bias, skip } = inputs as Record<'x' | 'w' | 'bias', Tensor> & { skip?: Tensor };
    const { g } = attrs as unknown as DenseAttributes;
    return tidy(() => {
      const z = add(matMul(x, w), bias) as Tensor;
      return activate(g, skip ? add(z, skip) : z);
    });
  };

  const backward: KernelFunc = ({ inputs, attrs }) => {
    const { x, w, y, dy } = inputs as Record<'x' | 'w' | 'y' | 'dy', Tensor>;
    const { g, wantsDx } = attrs as unknown as DenseAttributes;
    return tidy(() => {
      // A copy where there is nothing to do: what a kernel returns is its own.
      const dz = g === 'linear' ? dy.clone() : mul(dy, slope(g, y));
      const gradients = [matMul(x, dz, true, false), sum(dz, 1, true), dz] as Tensor[];
      return wantsDx ? [...gradients, matMul(dz, w, false, true) as Tensor] : gradients;
    });
  };

  return [
    { kernelName: DENSE, backendName, kernelFunc: forward },
    { kernelName: DENSE_GRADIENT, backendName, kernelFunc: backward },
  ];
}

/** g′ from g's value. */
function slope(g: Exclude<Fused, 'linear'>, y: Tensor): Tensor {
  switch (g) {
    case 'relu':
      return step(y);
    case 'tanh':
      return sub(1, mul(y, y));
    case 'sigmoid':
      return mul(y, sub(1, y));
  }
}
