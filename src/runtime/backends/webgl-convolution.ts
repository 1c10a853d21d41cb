import { conv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2D';

/** The kernels of convolutions. */
export const KERNELS = [conv2DConfig];
