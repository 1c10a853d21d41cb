import { engine } from '@tensorflow/tfjs-core/dist/globals';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';

/** Kernels without a gradient; each backend's own is in kernels-host.ts and kernels-gpu.ts. */
export const DESCENT = 'Descent';
export const ALIGNMENT = 'Alignment';

/**
 * p − ηd, each network at its own rate.
 * @param p a parameter, [networks, rows, columns].
 * @param d the direction of the step, of the same shape.
 * @param rate η, [networks, 1, 1].
 */
export function descent(p: Tensor, d: Tensor, rate: Tensor): Tensor {
  return engine().runKernel(DESCENT, { p, d, rate }) as Tensor;
}

/** What {@link alignment} finds, each [networks, 1]. */
export interface Alignment {
  /** The sum of the activations' squares. */
  readonly squares: Tensor;
  /** |Σu|², u the activations of a point divided by their length: the sum of all cosines, of a point with itself as well. */
  readonly cosines: Tensor;
  /** Σ|u|²: how many points are not at zero. */
  readonly directions: Tensor;
}

/**
 * How large activations are and how much those of different points are alike.
 * @param a [networks, points, units]
 * @param tiny what is added to a squared length before its root is taken, so that a zero vector has length 0.
 */
export function alignment(a: Tensor, tiny: number): Alignment {
  const [squares, cosines, directions] = engine().runKernel(ALIGNMENT, { a }, { tiny }) as Tensor[];
  return { squares, cosines, directions } as Alignment;
}
