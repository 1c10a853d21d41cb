import { realDivConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/RealDiv';
import { sqrtConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sqrt';

/** The kernels of the part "normalisation". */
export const KERNELS = [realDivConfig, sqrtConfig];
