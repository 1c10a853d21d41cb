import { memory, tidy } from '@tensorflow/tfjs-core/dist/globals';
import { matMul } from '@tensorflow/tfjs-core/dist/ops/mat_mul';
import { sum } from '@tensorflow/tfjs-core/dist/ops/sum';
import { tensor } from '@tensorflow/tfjs-core/dist/ops/tensor';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { randomFrom } from '../../src/numerics/random.ts';
import { openDevice } from '../../src/runtime/ladder.ts';
import { smallPlan } from '../support/training-plans.ts';

/** Products and sums of integers, which are exact in float32: against the plainest of loops. */
beforeAll(async () => {
  const { device } = await openDevice(inject('backend'));
  // A training registers the kernel of sums.
  await device.train(smallPlan({ steps: 0 }));
}, 60_000);

const random = randomFrom(7);
const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
const draw = (shape: readonly number[]) => ({
  shape: [...shape],
  data: Float32Array.from({ length: sizeOf(shape) }, () => random.integer(-9, 9)),
});
type Drawn = ReturnType<typeof draw>;
const upload = ({ shape, data }: Drawn) => tensor(data, shape);

async function read(compute: () => Tensor): Promise<{ shape: number[]; data: number[] }> {
  const before = memory().numTensors;
  const result = tidy(compute);
  const { shape } = result;
  const data = [...(await result.data())];
  result.dispose();
  expect(memory().numTensors).toBe(before);
  return { shape, data };
}

describe.each([
  [1, 1, 1],
  [2, 3, 5],
  [4, 8, 4],
  [5, 7, 9],
  [17, 33, 6],
  [3, 700, 2],
])('products of %i rows, inner length %i, %i columns', (rows, inner, columns) => {
  test.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('transposed: %s, %s', async (transposeA, transposeB) => {
    // 0 where an operand is a matrix and no batch of them.
    for (const [batchA, batchB] of [
      [0, 0],
      [1, 1],
      [3, 3],
      [1, 3],
      [3, 1],
    ] as const) {
      const a = draw([...(batchA ? [batchA] : []), ...(transposeA ? [inner, rows] : [rows, inner])]);
      const b = draw([...(batchB ? [batchB] : []), ...(transposeB ? [columns, inner] : [inner, columns])]);
      const batch = Math.max(batchA, batchB);
      const at = ({ shape, data }: Drawn, matrix: number, row: number, column: number) => {
        const [length, width] = shape.slice(-2) as [number, number];
        const from = shape.length === 3 && shape[0] !== 1 ? matrix * length * width : 0;
        return data[from + row * width + column] as number;
      };
      const expected: number[] = [];
      for (let matrix = 0; matrix < Math.max(batch, 1); matrix++)
        for (let row = 0; row < rows; row++)
          for (let column = 0; column < columns; column++) {
            let total = 0;
            for (let i = 0; i < inner; i++)
              total +=
                (transposeA ? at(a, matrix, i, row) : at(a, matrix, row, i)) *
                (transposeB ? at(b, matrix, column, i) : at(b, matrix, i, column));
            expected.push(total);
          }
      const product = await read(() => matMul(upload(a), upload(b), transposeA, transposeB));
      expect(product.shape).toEqual([...(batch ? [batch] : []), rows, columns]);
      expect(product.data).toEqual(expected);
    }
  });
});

test.each([
  [[6], [0]],
  [[3, 4, 5], [0]],
  [[3, 4, 5], [1]],
  [[3, 4, 5], [2]],
  [
    [3, 4, 5],
    [0, 1],
  ],
  [
    [3, 4, 5],
    [2, 1],
  ],
  [
    [3, 4, 5],
    [0, 2],
  ],
  [[3, 4, 5], [-1]],
  [
    [3, 4, 5],
    [0, 1, 2],
  ],
  [[2, 5_000], [1]],
  [[5_000, 2], [0]],
] as const)('sums of [%s] over [%s]', async (shape, axes) => {
  const x = draw(shape);
  const isSummed = shape.map((_, axis) => axes.some((one) => (one + shape.length) % shape.length === axis));
  const kept = shape.map((length, axis) => (isSummed[axis] ? 1 : length));
  const expected = new Array<number>(sizeOf(kept)).fill(0);
  for (let i = 0; i < x.data.length; i++) {
    let to = 0;
    let rest = i;
    const at = shape.toReversed().map((length) => {
      const index = rest % length;
      rest = (rest - index) / length;
      return index;
    });
    for (const [axis, index] of at.reverse().entries())
      to = to * (kept[axis] as number) + (isSummed[axis] ? 0 : index);
    expected[to] = (expected[to] as number) + (x.data[i] as number);
  }
  const without = shape.filter((_, axis) => !isSummed[axis]);
  expect(await read(() => sum(upload(x), [...axes], true))).toEqual({ shape: kept, data: expected });
  expect(await read(() => sum(upload(x), [...axes]))).toEqual({ shape: without, data: expected });
});

test('a product that does not exist is refused with a sentence that has its shapes', () => {
  expect(() => tidy(() => matMul(upload(draw([2, 3])), upload(draw([4, 5]))))).toThrow(/2,\s?3.*4,\s?5/);
});
