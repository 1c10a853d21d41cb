import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu_program';
import type { TensorInfo } from '@tensorflow/tfjs-core/dist/tensor_info';

/** How many invocations a workgroup has: a multiple of how many GPUs run in step, 4 to 64. */
const WORKGROUP = 64;

/** A program without workgroup memory and barriers, in the library's terms. */
export interface FlatProgram {
  /** What its pipeline is kept under: the same for each program of the same code. */
  readonly key: string;
  /** By name, as `code` reads them: `storage` buffers of float32. */
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  /** Counts that `code` reads as `uniforms.NAME`. */
  readonly counts: Readonly<Record<string, number>>;
  readonly outputShape: readonly number[];
  /** How many invocations compute; each is told its `index`. */
  readonly invocations: number;
  /** WGSL: the body of each invocation, which writes to `result`. */
  readonly code: string;
}

/** Runs a program on the library's own device, in the order of its other work. */
export function runFlat(
  backend: WebGPUBackend,
  { key, inputs, counts, outputShape, invocations, code }: FlatProgram,
): TensorInfo {
  const program: WebGPUProgram = {
    variableNames: Object.keys(inputs),
    uniforms: ['invocations', ...Object.keys(counts)].map((name) => `${name} : i32,`).join(' '),
    outputShape: [...outputShape],
    workgroupSize: [WORKGROUP, 1, 1],
    dispatch: [Math.ceil(invocations / WORKGROUP), 1, 1],
    dispatchLayout: { x: outputShape.map((_, i) => i) },
    shaderKey: key,
    getUserCode: () => `fn main(index : i32) { if (index < uniforms.invocations) { ${code} } }`,
  };
  const uniforms = [invocations, ...Object.values(counts)].map((count) => ({ type: 'int32', data: [count] }));
  return backend.runWebGPUProgram(program, Object.values(inputs), 'float32', uniforms);
}
