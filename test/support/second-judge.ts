import type { Ops } from '../../src/claim/ops.ts';
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
 * The second judge: a claim's operations as plain loops over BigInt. Activations that are not
 * polynomials are passed through, so that what is compared are pre-activations; `withoutActivations`
 * does the same to the device's operations.
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
};

/** A device's operations with the activations that have no exact value passed through. */
export function withoutActivations<T>(tf: Ops<T>): Ops<T> {
  const same = (z: T) => z;
  return { ...tf, sigmoid: same, tanh: same, erf: same, softplus: same };
}

/** A host tensor of integers, as BigInt. @throws {RangeError} where an entry is not an integer. */
export function toBig({ shape, data }: HostTensor): BigTensor {
  return { shape, data: Array.from(data, BigInt) };
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
