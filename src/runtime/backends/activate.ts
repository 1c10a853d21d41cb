import { enableProdMode, setBackend } from '@tensorflow/tfjs-core/dist/globals';
import { getKernel, type KernelConfig, registerKernel } from '@tensorflow/tfjs-core/dist/kernel_registry';
import type { Backend } from '../../claim/device.ts';

/**
 * Registers a backend's kernels and makes TensorFlow.js compute on it.
 * @throws {Error} where the library cannot start the backend.
 */
export async function activateBackend(backend: Backend, kernels: readonly KernelConfig[]): Promise<void> {
  // Otherwise the library advertises its native Node package on every run.
  enableProdMode();
  registerKernels(backend, kernels);
  // On failure setBackend resolves false and the library goes on naming the backend that failed,
  // so nothing may be computed before this was asked.
  if (!(await setBackend(backend))) throw new Error(`TensorFlow.js could not start its ${backend} backend.`);
}

/** Registers kernels, but for those that a second opening in one process finds registered: the library warns of each. */
export function registerKernels(backend: Backend, kernels: readonly KernelConfig[]): void {
  for (const kernel of kernels) {
    if (!getKernel(kernel.kernelName, backend)) registerKernel(kernel);
  }
}
