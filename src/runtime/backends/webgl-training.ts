import { sumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sum';
import { gpuDenseKernels } from '../training/kernels-gpu.ts';
import { KERNELS as GRADIENTS } from './webgl-gradients.ts';
import { KERNELS as NORMALISATION } from './webgl-normalisation.ts';

/** The kernels of a training. */
export const KERNELS = [...GRADIENTS, ...NORMALISATION, sumConfig, ...gpuDenseKernels('webgl')];
