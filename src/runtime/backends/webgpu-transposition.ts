import { transposeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Transpose';

/** The kernel of the part "transposition". */
export const KERNELS = [transposeConfig];
