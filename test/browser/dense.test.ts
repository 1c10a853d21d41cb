import { memory, tidy } from '@tensorflow/tfjs-core/dist/globals';
import { grads } from '@tensorflow/tfjs-core/dist/gradients';
import { tensor } from '@tensorflow/tfjs-core/dist/ops/tensor';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import { beforeAll, expect, inject, test } from 'vitest';
import { openDevice } from '../../src/runtime/ladder.ts';
import { dense } from '../../src/runtime/training/dense.ts';
import { BIG, DENSE_SIZES, drawDense, judgeDense } from '../support/dense-judge.ts';
import { smallPlan } from '../support/training-plans.ts';

beforeAll(async () => {
  const { device } = await openDevice(inject('backend'));
  // A training registers the kernels.
  await device.train(smallPlan({ steps: 0 }));
}, 60_000);

const CASES = DENSE_SIZES.flatMap((size) => (['linear', 'relu'] as const).map((g) => ({ ...size, g })));

test.each(CASES)(
  'a dense layer and its gradients are exact in integers: $networks networks, $points points, $inputs → $outputs, $g',
  async ({ g, ...size }) => {
    const { networks, points, inputs, outputs } = size;
    const draw = drawDense(size, (random) => random.integer(-200, 200));
    const big = (values: Float32Array) => Array.from(values, BigInt);
    const { x, w, bias, skip, dy } = draw;
    const operands = { x: big(x), w: big(w), bias: big(bias), skip: big(skip), dy: big(dy) };
    const expected = judgeDense(size, operands, BIG(g));
    const before = memory().numTensors;
    const results: Tensor[] = tidy(() => {
      const given = [
        tensor(x, [networks, points, inputs]),
        tensor(w, [networks, inputs, outputs]),
        tensor(bias, [networks, 1, outputs]),
        tensor(skip, [networks, points, outputs]),
      ] as [Tensor, Tensor, Tensor, Tensor];
      const f = (x: Tensor, w: Tensor, bias: Tensor, skip: Tensor) =>
        dense(x, w, bias, skip, { g, wantsDx: true });
      return [
        f(...given),
        ...grads(f as (...args: Tensor[]) => Tensor)(given, tensor(dy, [networks, points, outputs])),
      ];
    });
    const names = ['y', 'dx', 'dw', 'db', 'dz'] as const;
    for (const [k, name] of names.entries()) {
      const data = (await results[k]?.data()) as Float32Array;
      expect(Array.from(data, BigInt), name).toEqual(expected[name]);
    }
    for (const result of results) result.dispose();
    expect(memory().numTensors).toBe(before);
  },
);
