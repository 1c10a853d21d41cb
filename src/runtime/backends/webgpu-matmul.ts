import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { BatchMatMul, type BatchMatMulAttrs } from '@tensorflow/tfjs-core/dist/kernel_names';
import type { KernelConfig } from '@tensorflow/tfjs-core/dist/kernel_registry';
import type { TensorInfo } from '@tensorflow/tfjs-core/dist/tensor_info';
import { runFlat } from './webgpu-program.ts';

/** Rows and columns of the block of entries that one invocation computes. */
const BLOCK = 4;

/**
 * A·B, of matrices [rows, inner] and [inner, columns] or of batches of them, either transposed where its attribute
 * says so. Each entry is one sum in the order of the inner index; an invocation computes 4 × 4 of them, and reads what
 * they share once.
 *
 * Registered in the place of the library's product, which has workgroups wait at barriers for tiles of 32 × 32: much of
 * that is padding at this site's sizes, and a GPU in software, which is slow at barriers, takes three to six times as long from
 * width 12 on, and up to 0.7 s for each of its shaders. It is at fault besides, which test/browser/faults shows: with a
 * long inner length it ignores `transposeB`, and a NaN in one matrix of a batch spoils the product of the one before.
 */
export const batchMatMulConfig: KernelConfig = {
  kernelName: BatchMatMul,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { a, b } = inputs as Record<'a' | 'b', TensorInfo>;
    const { transposeA, transposeB } = attrs as unknown as BatchMatMulAttrs;
    return multiply(backend as WebGPUBackend, matricesOf(a, transposeA), matricesOf(b, transposeB));
  },
};

/** The matrices of a tensor: their sizes, and how far apart their entries lie in its buffer. */
interface Matrices {
  readonly tensor: TensorInfo;
  readonly batch: number;
  readonly rows: number;
  readonly columns: number;
  /** 0 where there is but one, which is used for each of the other operand's. */
  readonly fromMatrixToMatrix: number;
  readonly fromRowToRow: number;
  readonly fromColumnToColumn: number;
}

function matricesOf(tensor: TensorInfo, isTransposed: boolean): Matrices {
  const [batch, first, second] = (tensor.shape.length === 2 ? [1, ...tensor.shape] : tensor.shape) as Three;
  const fromMatrixToMatrix = batch === 1 ? 0 : first * second;
  const shared = { tensor, batch, fromMatrixToMatrix };
  return isTransposed
    ? { ...shared, rows: second, columns: first, fromRowToRow: 1, fromColumnToColumn: second }
    : { ...shared, rows: first, columns: second, fromRowToRow: second, fromColumnToColumn: 1 };
}

type Three = [number, number, number];

function multiply(backend: WebGPUBackend, a: Matrices, b: Matrices): TensorInfo {
  const { rows } = a;
  const { columns } = b;
  const batch = Math.max(a.batch, b.batch);
  const ranks = [a, b].map(({ tensor }) => tensor.shape.length);
  if (
    a.columns !== b.rows ||
    [a, b].some((one) => one.batch !== 1 && one.batch !== batch) ||
    Math.max(...ranks) > 3
  )
    throw new RangeError(`There is no product of [${a.tensor.shape}] and [${b.tensor.shape}] here.`);
  const across = Math.ceil(columns / BLOCK);
  const down = Math.ceil(rows / BLOCK);
  return runFlat(backend, {
    key: 'product',
    inputs: { a: a.tensor, b: b.tensor },
    counts: {
      rows,
      columns,
      inner: a.columns,
      across,
      down,
      aMatrix: a.fromMatrixToMatrix,
      aRow: a.fromRowToRow,
      aColumn: a.fromColumnToColumn,
      bMatrix: b.fromMatrixToMatrix,
      bRow: b.fromRowToRow,
      bColumn: b.fromColumnToColumn,
    },
    outputShape: Math.max(...ranks) === 2 ? [rows, columns] : [batch, rows, columns],
    invocations: batch * down * across,
    code: CODE,
  });
}

const each = (line: (k: number) => string) => Array.from({ length: BLOCK }, (_, k) => line(k)).join('\n');

/** What lies beyond the last row or column is computed from these, and not written. */
const CODE = /* wgsl */ `
  let block = index / uniforms.across;
  let column = ${BLOCK} * (index - block * uniforms.across);
  let matrix = block / uniforms.down;
  let row = ${BLOCK} * (block - matrix * uniforms.down);
  let columns = min(vec4<i32>(column) + vec4<i32>(0, 1, 2, 3), vec4<i32>(uniforms.columns - 1));
  var atB = vec4<i32>(matrix * uniforms.bMatrix) + columns * uniforms.bColumn;
  ${each((k) => `var atA${k} = matrix * uniforms.aMatrix + min(row + ${k}, uniforms.rows - 1) * uniforms.aRow;`)}
  ${each((k) => `var sums${k} = vec4<f32>(0.0);`)}
  for (var i = 0; i < uniforms.inner; i++) {
    let ofB = vec4<f32>(b[atB.x], b[atB.y], b[atB.z], b[atB.w]);
    ${each((k) => `sums${k} += a[atA${k}] * ofB; atA${k} += uniforms.aColumn;`)}
    atB += vec4<i32>(uniforms.bRow);
  }
  let first = (matrix * uniforms.rows + row) * uniforms.columns + column;
  let width = uniforms.columns - column;
  ${each((k) => {
    const write = each((j) => `if (${j} < width) { result[start + ${j}] = sums${k}[${j}]; }`);
    return `if (row + ${k} < uniforms.rows) { let start = first + ${k} * uniforms.columns; ${write} }`;
  })}`;
