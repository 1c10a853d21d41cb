import { gpuKernels } from '../training/kernels-gpu.ts';
import { KERNELS as GRADIENTS } from './webgpu-gradients.ts';
import { KERNELS as NORMALISATION } from './webgpu-normalisation.ts';
import { sumConfig } from './webgpu-sum.ts';

/** The kernels of a training. */
export const KERNELS = [...GRADIENTS, ...NORMALISATION, sumConfig, ...gpuKernels('webgpu')];
