import { conv2DConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Conv2D';

/** The kernel of the part "convolution". */
export const KERNELS = [conv2DConfig];
