import { sumConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sum';
import { gpuDenseKernels } from '../training/kernels-gpu.ts';
import { KERNELS as GRADIENTS } from './webgpu-gradients.ts';
import { KERNELS as NORMALISATION } from './webgpu-normalisation.ts';

/** The kernels of a training. */
export const KERNELS = [...GRADIENTS, ...NORMALISATION, sumConfig, ...gpuDenseKernels('webgpu')];
