import '@tensorflow/tfjs-backend-cpu/dist/base';
import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul';
import { concatConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Concat';
import { erfConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Erf';
import { identityConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Identity';
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Relu';
import { reshapeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sigmoid';
import { softplusConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Softplus';
import { subConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sub';
import { tanhConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Tanh';
import type { DataId } from '@tensorflow/tfjs-core/dist/tensor_info';
import { Health } from '../health.ts';
import type { PartKernels } from '../parts.ts';
import { libraryBackend, type OpenedBackend, type Opening } from '../tensor-device.ts';
import { activateBackend } from './activate.ts';

const KERNELS = [
  addConfig,
  batchMatMulConfig,
  concatConfig,
  erfConfig,
  identityConfig,
  multiplyConfig,
  reluConfig,
  reshapeConfig,
  sigmoidConfig,
  softplusConfig,
  subConfig,
  tanhConfig,
];

interface CpuBackend {
  data: { has(id: DataId): boolean };
}

/** Loaded when a program first needs them. */
const PARTS: PartKernels = {
  convolution: () => import('./cpu-convolution.ts'),
  gradients: () => import('./cpu-gradients.ts'),
  normalisation: () => import('./cpu-normalisation.ts'),
  transposition: () => import('./cpu-transposition.ts'),
};

/** Opens the plain JavaScript backend, which is always there. */
export async function open(opening: Opening): Promise<OpenedBackend> {
  await activateBackend('cpu', KERNELS, opening);
  const { data } = libraryBackend<CpuBackend>();
  return {
    backend: 'cpu',
    name: 'JavaScript',
    isResident: ({ dataId }) => data.has(dataId),
    health: new Health(),
    parts: PARTS,
  };
}
