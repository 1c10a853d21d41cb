import { sumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sum';
import { PLAIN_DENSE } from '../training/dense-arithmetic.ts';
import { openWasmDense } from '../training/dense-wasm.ts';
import { hostDenseKernels } from '../training/kernels-host.ts';
import { KERNELS as GRADIENTS } from './cpu-gradients.ts';
import { KERNELS as NORMALISATION } from './cpu-normalisation.ts';

const dense = hostDenseKernels((await openWasmDense()) ?? PLAIN_DENSE);

/** The kernels of a training. */
export const KERNELS = [...GRADIENTS, ...NORMALISATION, sumConfig, ...dense];
