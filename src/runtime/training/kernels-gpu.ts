import { tidy } from '@tensorflow/tfjs-core/dist/globals';
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core/dist/kernel_registry';
import { add } from '@tensorflow/tfjs-core/dist/ops/add';
import { div } from '@tensorflow/tfjs-core/dist/ops/div';
import { matMul } from '@tensorflow/tfjs-core/dist/ops/mat_mul';
import { mul } from '@tensorflow/tfjs-core/dist/ops/mul';
import { sqrt } from '@tensorflow/tfjs-core/dist/ops/sqrt';
import { square } from '@tensorflow/tfjs-core/dist/ops/square';
import { step } from '@tensorflow/tfjs-core/dist/ops/step';
import { sub } from '@tensorflow/tfjs-core/dist/ops/sub';
import { sum } from '@tensorflow/tfjs-core/dist/ops/sum';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import type { Backend } from '../../claim/device.ts';
import { activate } from './activation.ts';
import { DENSE, DENSE_GRADIENT, type DenseAttributes, type DenseGradientAttributes } from './dense.ts';
import type { Fused } from './dense-arithmetic.ts';
import { ALIGNMENT, DESCENT } from './measures.ts';

/** The engine's own kernels for a GPU backend, composed of the library's. */
export function gpuKernels(backendName: Backend): KernelConfig[] {
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
    const { g, wantsDx, wantsDz } = attrs as unknown as DenseGradientAttributes;
    return tidy(() => {
      // A copy where there is nothing to do: what a kernel returns is its own.
      const dz = g === 'linear' ? dy.clone() : mul(dy, slope(g, y));
      return [
        matMul(x, dz, true, false),
        sum(dz, 1, true),
        ...(wantsDx ? [matMul(dz, w, false, true)] : []),
        ...(wantsDz ? [dz] : []),
      ] as Tensor[];
    });
  };

  return [
    { kernelName: DENSE, backendName, kernelFunc: forward },
    { kernelName: DENSE_GRADIENT, backendName, kernelFunc: backward },
    { kernelName: DESCENT, backendName, kernelFunc: descend },
    { kernelName: ALIGNMENT, backendName, kernelFunc: align },
  ];
}

const descend: KernelFunc = ({ inputs }) => {
  const { p, d, rate } = inputs as Record<'p' | 'd' | 'rate', Tensor>;
  return tidy(() => sub(p, mul(d, rate)) as Tensor);
};

const align: KernelFunc = ({ inputs, attrs }) => {
  const { a } = inputs as Record<'a', Tensor>;
  const { tiny } = attrs as unknown as { tiny: number };
  return tidy(() => {
    const squares = sum(square(a), 2, true);
    const directions = div(a, sqrt(add(squares, tiny)));
    return [
      sum(squares, 1),
      sum(square(sum(directions, 1)), 1, true),
      sum(sum(square(directions), 2), 1, true),
    ] as Tensor[];
  });
};

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
