import { expConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Exp';
import { identityConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Identity';
import { negConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Neg';
import { squareConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Square';
import { stepConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Step';

// The library's gradients cast to float32 what is float32 already, which its own kernel for casts hands
// to the identity. That kernel would bring complex numbers into what every verification loads.
const castConfig = { ...identityConfig, kernelName: 'Cast' };

/** The kernels of the part "gradients": what the gradients of claim/ops.ts's Differentiable compute with. */
export const KERNELS = [castConfig, expConfig, negConfig, squareConfig, stepConfig];
