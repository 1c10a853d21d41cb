import { conv2DConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Conv2D';

/** The kernels of convolutions. */
export const KERNELS = [conv2DConfig];
