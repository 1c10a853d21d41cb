import { engine, tidy } from '@tensorflow/tfjs-core/dist/globals';
import {
  getKernel,
  type KernelConfig,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core/dist/kernel_registry';
import { mul } from '@tensorflow/tfjs-core/dist/ops/mul';
import { sub } from '@tensorflow/tfjs-core/dist/ops/sub';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import type { Backend } from '../../src/claim/device.ts';
import { DENSE, DENSE_GRADIENT } from '../../src/runtime/training/dense.ts';
import { DESCENT } from '../../src/runtime/training/measures.ts';

/** A kernel of the training engine that is at fault. */
export interface KernelLie {
  readonly says: string;
  readonly kernel: string;
  /** What it gives in the place of what it computed. */
  readonly lie: (truth: Tensor, inputs: Readonly<Record<string, Tensor>>) => Tensor;
}

const scaled = (factor: number) => (truth: Tensor) => mul(truth, factor) as Tensor;

/** Of each part of a step: forward, gradient, update. */
export const KERNEL_LIES: readonly KernelLie[] = [
  { says: 'layers give zeros', kernel: DENSE, lie: scaled(0) },
  { says: 'layers are off by a thousandth', kernel: DENSE, lie: scaled(1.001) },
  { says: 'gradients are zeros', kernel: DENSE_GRADIENT, lie: scaled(0) },
  { says: 'gradients have the wrong sign', kernel: DENSE_GRADIENT, lie: scaled(-1) },
  { says: 'gradients are off by a thousandth', kernel: DENSE_GRADIENT, lie: scaled(1.001) },
  { says: 'parameters stay', kernel: DESCENT, lie: (_, { p }) => scaled(1)(p as Tensor) },
  {
    says: 'parameters step twice as far',
    kernel: DESCENT,
    lie: (truth, { p }) => sub(mul(truth, 2), p as Tensor),
  },
  {
    says: 'parameters step uphill',
    kernel: DESCENT,
    lie: (truth, { p }) => sub(mul(p as Tensor, 2), truth),
  },
];

/** Does something while a kernel lies. Its backend must have trained before, so that it is there. */
export async function whileLying(backend: Backend, { kernel, lie }: KernelLie, act: () => Promise<void>) {
  const honest = getKernel(kernel, backend);
  if (!honest) throw new Error(`There is no kernel "${kernel}" yet.`);
  const lying: KernelConfig['kernelFunc'] = (call) =>
    tidy(() => {
      const given = honest.kernelFunc(call);
      const lies = [given].flat().map((info) => {
        const truth = engine().makeTensorFromTensorInfo(info);
        return lie(truth, call.inputs as Readonly<Record<string, Tensor>>);
      });
      return Array.isArray(given) ? lies : (lies[0] as Tensor);
    });
  const replace = (config: KernelConfig) => {
    unregisterKernel(kernel, backend);
    registerKernel(config);
  };
  replace({ ...honest, kernelFunc: lying });
  try {
    await act();
  } finally {
    replace(honest);
  }
}
