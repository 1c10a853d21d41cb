import { transposeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Transpose';

/** The kernel of the part "transposition". */
export const KERNELS = [transposeConfig];
