import { conv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2D';

/** The kernel of the part "convolution". */
export const KERNELS = [conv2DConfig];
