import { realDivConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/RealDiv';
import { sqrtConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sqrt';

/** The kernels of the part "normalisation". */
export const KERNELS = [realDivConfig, sqrtConfig];
