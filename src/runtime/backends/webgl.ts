import '@tensorflow/tfjs-backend-webgl/dist/base';
import { addConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul';
import { concatConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Concat';
import { erfConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Erf';
import { identityConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Identity';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sigmoid';
import { softplusConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Softplus';
import { subConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sub';
import { tanhConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Tanh';
import { env } from '@tensorflow/tfjs-core/dist/environment';
import type { DataId } from '@tensorflow/tfjs-core/dist/tensor_info';
import { Health } from '../health.ts';
import type { PartKernels } from '../parts.ts';
import { libraryBackend, type OpenedBackend, type Opening } from '../tensor-device.ts';
import { activateBackend } from './activate.ts';

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

/** How much of textures that are out of use is kept for reuse; bytes. A choice: many times what one run holds. */
const KEPT_BYTES = 256 * 2 ** 20;
/** How often a fence is asked, in milliseconds. */
const FENCE_MS = 1;

interface WebGlBackend {
  gpgpu: { gl: WebGL2RenderingContext };
  texData: { get(id: DataId): { texture?: unknown } | undefined };
}

/** Loaded when a program first needs them. */
const PARTS: PartKernels = {
  convolution: () => import('./webgl-convolution.ts'),
  gradients: () => import('./webgl-gradients.ts'),
  normalisation: () => import('./webgl-normalisation.ts'),
  transposition: () => import('./webgl-transposition.ts'),
};

/**
 * Opens WebGL 2.
 * @throws {Error} with a sentence for the reader where this browser has no usable context.
 */
export async function open(opening: Opening): Promise<OpenedBackend> {
  if (!probe()) throw new Error('this browser gave no WebGL 2 context.');
  setFlags();
  await activateBackend('webgl', KERNELS, opening);
  const { gpgpu, texData } = libraryBackend<WebGlBackend>();
  const health = healthOf(gpgpu.gl);
  return {
    backend: 'webgl',
    name: nameOf(gpgpu.gl),
    isResident: ({ dataId }) => texData.get(dataId)?.texture != null,
    health,
    // Not more often: asking waits until all that was queued has been taken up.
    afterRead: () => noteErrors(gpgpu.gl, health),
    settled: () => done(gpgpu.gl),
    parts: PARTS,
  };
}

/** True where a WebGL 2 context can be had; it is given back at once. */
function probe(): boolean {
  const gl = canvas()?.getContext('webgl2') as WebGL2RenderingContext | null | undefined;
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl != null;
}

/** A canvas that nobody sees; null in a worker of a browser that gives workers none. */
function canvas(): OffscreenCanvas | HTMLCanvasElement | null {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(1, 1);
  return typeof document === 'undefined' ? null : document.createElement('canvas');
}

function setFlags(): void {
  const flags = env();
  // Small tensors would silently be computed on the CPU, and a verdict "on WebGL" be a lie.
  flags.set('WEBGL_CPU_FORWARD', false);
  // The packed program seeds its sums with 1e-15, so that exact zeros are lost.
  flags.set('WEBGL_PACK_DEPTHWISECONV', false);
  // Packed programs put numbers into the padding of odd sizes (σ(0) = ½, say), which a packed matrix product
  // of two such tensors then adds to its sums. Shown in test/browser/faults.
  flags.set('WEBGL_PACK_UNARY_OPERATIONS', false);
  flags.set('WEBGL_PACK_BINARY_OPERATIONS', false);
  // Textures of sizes that are no longer asked for would be kept for the page's life.
  flags.set('WEBGL_DELETE_TEXTURE_THRESHOLD', KEPT_BYTES);
}

/** The library answers a lost context with a new one, in which nothing computed before exists: so it is latched here. */
function healthOf(gl: WebGL2RenderingContext): Health {
  const health = new Health();
  gl.canvas.addEventListener('webglcontextlost', () => health.lost('the WebGL context was lost'));
  return health;
}

/** The library asks for errors only when it is debugged; after these, what is read is not what was computed. */
function noteErrors(gl: WebGL2RenderingContext, health: Health): void {
  const error = gl.getError();
  if (error === gl.OUT_OF_MEMORY) health.fault('WebGL ran out of memory');
  if (error === gl.INVALID_FRAMEBUFFER_OPERATION) health.fault('WebGL had nothing to draw into');
}

/** Waits until what was asked for has been done. */
async function done(gl: WebGL2RenderingContext): Promise<void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  // A lost context gives none; that it is lost is heard of elsewhere.
  if (!fence) return;
  // What a fence says changes between tasks only.
  while (gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.UNSIGNALED) await nextTask();
  gl.deleteSync(fence);
}

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, FENCE_MS));

function nameOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}
