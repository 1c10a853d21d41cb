import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { sumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sum';
import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core/dist/kernel_registry';
import { PLAIN_DENSE } from '../training/dense-arithmetic.ts';
import { openWasmDense } from '../training/dense-wasm.ts';
import { hostKernels, plainlyAdding, USED_ARRAYS } from '../training/kernels-host.ts';
import { KERNELS as GRADIENTS } from './cpu-gradients.ts';
import { KERNELS as NORMALISATION } from './cpu-normalisation.ts';

const takeUsed = (length: number) => USED_ARRAYS.take(length);
const OWN = hostKernels((await openWasmDense(takeUsed)) ?? PLAIN_DENSE);

if (getKernel(addConfig.kernelName, 'cpu')) unregisterKernel(addConfig.kernelName, 'cpu');
registerKernel(plainlyAdding(addConfig));

/** The kernels of a training. */
export const KERNELS = [...GRADIENTS, ...NORMALISATION, sumConfig, ...OWN];

/** Called when a training ends: lets go of the arrays that its steps used again and again. */
export const release = (): void => USED_ARRAYS.clear();
