import { castConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Cast';
import { expConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Exp';
import { negConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Neg';
import { squareConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Square';
import { stepConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Step';

/** The kernels of the part "gradients": what the gradients of claim/ops.ts's Differentiable compute with. */
export const KERNELS = [castConfig, expConfig, negConfig, squareConfig, stepConfig];
