import { engine } from '@tensorflow/tfjs-core/dist/globals';
import { getGradient, registerGradient } from '@tensorflow/tfjs-core/dist/kernel_registry';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import type { Fused } from './dense-arithmetic.ts';

/** A dense layer of many networks as one kernel; each backend's own is in kernels-host.ts and kernels-gpu.ts. */
export const DENSE = 'Dense';
/** Its gradients, as one kernel too: dw, db, then dx and dz, each where it is wanted. */
export const DENSE_GRADIENT = 'DenseGradient';

/** What the kernels are told besides their tensors. */
export interface DenseAttributes {
  readonly g: Fused;
  /** False where x is data, and nobody asks for the gradient there. */
  readonly wantsDx: boolean;
}

/** What {@link DENSE_GRADIENT} is told: there is no dz to compute for where there is no skip. */
export interface DenseGradientAttributes extends DenseAttributes {
  readonly wantsDz: boolean;
}

/**
 * g(x·W + bias + skip), with its gradient.
 * @param x [networks, points, inputs]
 * @param w [networks, inputs, outputs]
 * @param bias [networks, 1, outputs]
 * @param skip [networks, points, outputs]
 * @returns [networks, points, outputs]
 */
export function dense(
  x: Tensor,
  w: Tensor,
  bias: Tensor,
  skip: Tensor | undefined,
  attributes: DenseAttributes,
): Tensor {
  const wantsDz = skip !== undefined;
  return engine().runKernel(
    DENSE,
    { x, w, bias, ...(skip && { skip }) },
    { ...attributes, wantsDz },
  ) as Tensor;
}

if (!getGradient(DENSE)) {
  registerGradient({
    kernelName: DENSE,
    inputsToSave: ['x', 'w'],
    outputsToSave: [true],
    gradFunc: (dy, [x, w, y], attributes) => {
      const inputs = { x: x as Tensor, w: w as Tensor, y: y as Tensor, dy: dy as Tensor };
      // Now, not in the functions below: what one of them computes is disposed of before the next is asked.
      const [dw, db, ...rest] = engine().runKernel(DENSE_GRADIENT, inputs, attributes) as Tensor[];
      return {
        x: () => rest[0] as Tensor,
        w: () => dw as Tensor,
        bias: () => db as Tensor,
        skip: () => rest.at(-1) as Tensor,
      };
    },
  });
}
