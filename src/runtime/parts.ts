import type { KernelConfig } from '@tensorflow/tfjs-core/dist/kernel_registry';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import type { Ops } from '../claim/ops.ts';

/**
 * The operations of each part. A part is a group that few claims use; its code is fetched when one
 * does, and no other verification waits for it.
 */
export interface PartOps {
  readonly convolution: Pick<Ops<Tensor>, 'conv2d'>;
  readonly gradients: Pick<Ops<Tensor>, 'exp' | 'step'> & {
    /** Jᵀ·dy by each operand, at the operands given. */
    readonly gradientsAt: (f: (...at: Tensor[]) => Tensor, at: Tensor[], dy: Tensor) => Tensor[];
  };
  readonly normalisation: Pick<Ops<Tensor>, 'div' | 'sqrt'>;
  readonly transposition: Pick<Ops<Tensor>, 'transpose'>;
}

/** A part's name. */
export type Part = keyof PartOps;

/** The parts that were loaded on a device so far. */
export type LoadedParts = { [P in Part]?: PartOps[P] };

/** What a backend's module tells of its kernels for each part: a chunk of its own. */
export type PartKernels = {
  readonly [P in Part]: () => Promise<{ readonly KERNELS: readonly KernelConfig[] }>;
};

/** Each part is a chunk of its own, loaded when a program first uses one of its operations. */
const MODULES: { readonly [P in Part]: () => Promise<{ readonly OPS: PartOps[P] }> } = {
  convolution: () => import('./parts/convolution.ts'),
  gradients: () => import('./parts/gradients.ts'),
  normalisation: () => import('./parts/normalisation.ts'),
  transposition: () => import('./parts/transposition.ts'),
};

/** A program used an operation of a part that is not loaded yet: load it and run the program again. */
export class PartMissing extends Error {
  override readonly name = 'PartMissing';
  readonly part: Part;

  constructor(part: Part) {
    super(`The operations of ${part} are not loaded.`);
    this.part = part;
  }
}

/** The operations of a part. @throws {PartMissing} where it is not loaded. */
export function requirePart<P extends Part>(loaded: LoadedParts, part: P): PartOps[P] {
  const ops = loaded[part];
  if (!ops) throw new PartMissing(part);
  return ops as PartOps[P];
}

/** Fetches a part and what a backend needs for it. */
export async function fetchPart<P extends Part>(part: P, kernels: PartKernels) {
  const [{ OPS }, { KERNELS }] = await Promise.all([MODULES[part](), kernels[part]()]);
  return { ops: OPS, kernels: KERNELS };
}
