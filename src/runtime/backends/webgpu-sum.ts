import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { sumConfig as library } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sum';
import type { SumAttrs } from '@tensorflow/tfjs-core/dist/kernel_names';
import type { KernelConfig } from '@tensorflow/tfjs-core/dist/kernel_registry';
import type { TensorInfo } from '@tensorflow/tfjs-core/dist/tensor_info';
import { parseAxisParam, sizeFromShape } from '@tensorflow/tfjs-core/dist/util';
import { runFlat } from './webgpu-program.ts';

/** The most terms that one invocation adds, those of a 64 × 64 weight's square: more keep a GPU waiting for one of its threads. */
const MOST_TERMS = 4_096;

const CODE = /* wgsl */ `
  let outer = index / uniforms.inner;
  var at = outer * uniforms.terms * uniforms.inner + index - outer * uniforms.inner;
  var sum = 0.0;
  for (var i = 0; i < uniforms.terms; i++) {
    sum += x[at];
    at += uniforms.inner;
  }
  result[index] = sum;`;

/**
 * The library's sum, but over neighbouring axes in order and by one invocation a sum: the library has a workgroup wait
 * at barriers for each of them, and transposes first where the axes are not the last. On a GPU in software that took
 * twenty to ninety times as long. Sums of many terms are left to it.
 */
export const sumConfig: KernelConfig = {
  ...library,
  kernelFunc: (call) => {
    const { x } = call.inputs as Record<'x', TensorInfo>;
    const { axis, keepDims } = call.attrs as unknown as SumAttrs;
    const axes = parseAxisParam(axis, x.shape).toSorted((a, b) => a - b);
    const [first = 0] = axes;
    const after = first + axes.length;
    const terms = sizeFromShape(x.shape.slice(first, after));
    const areNeighbours = axes.every((axis, k) => axis === first + k);
    if (!areNeighbours || terms > MOST_TERMS || x.dtype !== 'float32') return library.kernelFunc(call);
    const kept = axes.map(() => 1);
    const outputShape = [...x.shape.slice(0, first), ...(keepDims ? kept : []), ...x.shape.slice(after)];
    const inner = sizeFromShape(x.shape.slice(after));
    return runFlat(call.backend as WebGPUBackend, {
      key: 'sum',
      inputs: { x },
      counts: { terms, inner },
      outputShape,
      invocations: sizeFromShape(outputShape),
      code: CODE,
    });
  },
};
