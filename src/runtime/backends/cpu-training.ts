import { sumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sum';
import { KERNELS as GRADIENTS } from './cpu-gradients.ts';
import { KERNELS as NORMALISATION } from './cpu-normalisation.ts';

/** The kernels of a training. */
export const KERNELS = [...GRADIENTS, ...NORMALISATION, sumConfig];
