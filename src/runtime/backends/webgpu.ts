import '@tensorflow/tfjs-backend-webgpu/dist/base';
import { addConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Add';
import { concatConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Concat';
import { erfConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Erf';
import { identityConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Identity';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Relu';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sigmoid';
import { softplusConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Softplus';
import { subConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sub';
import { tanhConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Tanh';
import { env } from '@tensorflow/tfjs-core/dist/environment';
import type { DataId } from '@tensorflow/tfjs-core/dist/tensor_info';
import { Health } from '../health.ts';
import type { PartKernels } from '../parts.ts';
import { libraryBackend, type OpenedBackend, type Opening } from '../tensor-device.ts';
import { activateBackend } from './activate.ts';
import { batchMatMulConfig } from './webgpu-matmul.ts';

const KERNELS = [
  addConfig,
  batchMatMulConfig,
  concatConfig,
  erfConfig,
  identityConfig,
  multiplyConfig,
  reluConfig,
  reshapeConfig,
  sigmoidConfig,
  softplusConfig,
  subConfig,
  tanhConfig,
];

interface WebGpuBackend {
  device: GPUDevice;
  tensorMap: { get(id: DataId): { resource?: unknown } | undefined };
}

/** Loaded when a program first needs them. */
const PARTS: PartKernels = {
  convolution: () => import('./webgpu-convolution.ts'),
  gradients: () => import('./webgpu-gradients.ts'),
  normalisation: () => import('./webgpu-normalisation.ts'),
  transposition: () => import('./webgpu-transposition.ts'),
};

/**
 * Opens WebGPU.
 * @throws {Error} with a sentence for the reader where this browser has no usable adapter.
 */
export async function open(opening: Opening): Promise<OpenedBackend> {
  // The library registers this backend wherever navigator.gpu exists and then trips over a null
  // adapter (a TypeError from inside it), so the adapter is asked for first.
  if (!('gpu' in navigator)) throw new Error('this browser has no WebGPU.');
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('this browser offers WebGPU but found no adapter for it.');
  setFlags();
  await activateBackend('webgpu', KERNELS, opening);
  const { device, tensorMap } = libraryBackend<WebGpuBackend>();
  return {
    backend: 'webgpu',
    name: nameOf(device, adapter),
    isResident: ({ dataId }) => tensorMap.get(dataId)?.resource != null,
    health: healthOf(device),
    settled: () => device.queue.onSubmittedWorkDone(),
    parts: PARTS,
  };
}

function setFlags(): void {
  const flags = env();
  // Small tensors would silently be computed on the CPU, and a verdict "on WebGPU" be a lie.
  flags.set('WEBGPU_CPU_FORWARD', false);
  // A convolution of one tap is a product by the library's own program, and 3 is the packed one. For many channels it
  // would pick split-K, which adds in no fixed order, and whose other fault test/browser/faults shows.
  flags.set('WEBGPU_MATMUL_PROGRAM_TYPE', 3);
}

/** The library listens to none of these. */
function healthOf(device: GPUDevice): Health {
  const health = new Health();
  device.lost.then(({ message, reason }) => health.lost(message || reason || 'no reason given'));
  device.addEventListener('uncapturederror', ({ error }) => health.fault(error.message));
  return health;
}

/** What the device says it is: the library asks for an adapter of its own, which need not be the one asked here. */
function nameOf(gpu: GPUDevice, adapter: GPUAdapter): string {
  // Browsers before 2025 have no `info`, and older ones have `isFallbackAdapter` on the adapter.
  const info: Partial<GPUAdapterInfo> = gpu.adapterInfo ?? adapter.info ?? {};
  const { vendor, architecture, device, description } = info;
  const name = description || [vendor, architecture, device].filter(Boolean).join(' ') || 'unnamed GPU';
  const isSoftware =
    info.isFallbackAdapter ?? (adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter ?? false;
  return isSoftware ? `${name} (in software)` : name;
}
