import {
  enableProdMode,
  findBackendFactory,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core/dist/globals';
import { getKernel, type KernelConfig, registerKernel } from '@tensorflow/tfjs-core/dist/kernel_registry';
import type { Backend } from '../../claim/device.ts';
import type { Opening } from '../tensor-device.ts';

/**
 * Registers a backend's kernels and makes TensorFlow.js compute on it.
 * @throws {Error} where the library cannot start the backend, or the opening was given up before.
 */
export async function activateBackend(
  backend: Backend,
  kernels: readonly KernelConfig[],
  opening: Opening,
): Promise<void> {
  if (opening.abandoned) throw new Error('it answered too late.');
  opening.engaged = true;
  // Otherwise the library advertises its native Node package on every run.
  enableProdMode();
  registerKernels(backend, kernels);
  // On failure setBackend resolves false and the library goes on naming the backend that failed,
  // so nothing may be computed before this was asked.
  if (!(await setBackend(backend))) throw new Error(`TensorFlow.js could not start its ${backend} backend.`);
}

/** Registers kernels. A second opening in one process finds them registered, and the library would warn of each. */
export function registerKernels(backend: Backend, kernels: readonly KernelConfig[]): void {
  for (const kernel of kernels) {
    if (!getKernel(kernel.kernelName, backend)) registerKernel(kernel);
  }
}

/**
 * Takes a backend back out of the library. Without this, one that never finishes starting keeps
 * every other from being used: the library asks the pending one first.
 */
export function withdrawBackend(backend: Backend): void {
  if (findBackendFactory(backend)) removeBackend(backend);
}
