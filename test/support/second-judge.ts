import type { Convolution, Ops } from '../../src/claim/ops.ts';
import {
  broadcastIndex,
  broadcastShape,
  type HostTensor,
  matMulShape,
  sizeOf,
} from '../../src/numerics/host-tensor.ts';

/** A tensor of whole numbers, exact at any size. */
export interface BigTensor {
  readonly shape: readonly number[];
  readonly data: readonly bigint[];
}

/**
 * The second judge: a claim's operations as plain loops over BigInt. Functions that are not
 * polynomials are passed through, so that what is compared are pre-activations, and of a quotient its
 * dividend; `withoutActivations` does the same to the device's operations.
 */
export const bigintOps: Ops<BigTensor> = {
  add: (a, b) => zip(a, b, (x, y) => x + y),
  sub: (a, b) => zip(a, b, (x, y) => x - y),
  mul: (a, b) => zip(a, b, (x, y) => x * y),
  matMul: (a, b) => {
    const { rows, inner, columns } = matMulShape(a.shape, b.shape);
    const data: bigint[] = [];
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        let sum = 0n;
        for (let k = 0; k < inner; k++) sum += entry(a, i * inner + k) * entry(b, k * columns + j);
        data.push(sum);
      }
    }
    return { shape: [rows, columns], data };
  },
  div: (a) => a,
  sqrt: (z) => z,
  transpose: ({ shape: [rows = 0, columns = 0], data }) => ({
    shape: [columns, rows],
    data: Array.from(
      { length: data.length },
      (_, i) => data[(i % rows) * columns + Math.floor(i / rows)] as bigint,
    ),
  }),
  conv2d,
  constant: toBig,
  eye: (n) => ({
    shape: [n, n],
    data: Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1n : 0n)),
  }),
  scalar: (value) => ({ shape: [1, 1], data: [BigInt(value)] }),
  relu: (z) => ({ shape: z.shape, data: z.data.map((x) => (x > 0n ? x : 0n)) }),
  sigmoid: (z) => z,
  tanh: (z) => z,
  erf: (z) => z,
  softplus: (z) => z,
  exp: (z) => z,
  step: (z) => ({ shape: z.shape, data: z.data.map((x) => (x > 0n ? 1n : 0n)) }),
};

/** A device's operations with the activations that have no exact value passed through. */
export function withoutActivations<T>(tf: Ops<T>): Ops<T> {
  const same = (z: T) => z;
  return { ...tf, div: same, sqrt: same, sigmoid: same, tanh: same, erf: same, softplus: same, exp: same };
}

/** A host tensor of integers, as BigInt. @throws {RangeError} where an entry is not an integer. */
export function toBig({ shape, data }: HostTensor): BigTensor {
  return { shape, data: Array.from(data, BigInt) };
}

/**
 * A convolution pixel by pixel, by the definition and not by the interpreters' geometry: of the
 * padding that the last output's reach needs, the smaller half lies before the first pixel.
 */
function conv2d(x: BigTensor, kernel: BigTensor, { stride = 1, dilation = 1 }: Convolution = {}): BigTensor {
  const [batch, height, width, cIn] = x.shape as [number, number, number, number];
  const [k1, k2, , cOut] = kernel.shape as [number, number, number, number];
  const outputs = (length: number) => Math.floor((length - 1) / stride) + 1;
  const before = (length: number, taps: number) => {
    const last = (outputs(length) - 1) * stride + (taps - 1) * dilation;
    return last < length ? 0 : Math.floor((last - length + 1) / 2);
  };
  const shape = [batch, outputs(height), outputs(width), cOut];
  const data: bigint[] = [];
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < outputs(height); i++)
      for (let j = 0; j < outputs(width); j++)
        for (let o = 0; o < cOut; o++) {
          let sum = 0n;
          for (let p = 0; p < k1; p++)
            for (let q = 0; q < k2; q++) {
              const row = i * stride + p * dilation - before(height, k1);
              const column = j * stride + q * dilation - before(width, k2);
              if (row < 0 || row >= height || column < 0 || column >= width) continue;
              for (let c = 0; c < cIn; c++) {
                const pixel = entry(x, ((n * height + row) * width + column) * cIn + c);
                sum += pixel * entry(kernel, ((p * k2 + q) * cIn + c) * cOut + o);
              }
            }
          data.push(sum);
        }
  return { shape, data };
}

const entry = (tensor: BigTensor, i: number): bigint => tensor.data[i] as bigint;

function zip(a: BigTensor, b: BigTensor, f: (x: bigint, y: bigint) => bigint): BigTensor {
  const shape = broadcastShape(a.shape, b.shape);
  const inA = broadcastIndex(a.shape, shape);
  const inB = broadcastIndex(b.shape, shape);
  return {
    shape,
    data: Array.from({ length: sizeOf(shape) }, (_, i) => f(entry(a, inA(i)), entry(b, inB(i)))),
  };
}
