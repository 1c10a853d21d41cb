import { beforeAll, describe, expect, inject, test } from 'vitest';
import { ACTIVATIONS, activate } from '../../src/claim/activations.ts';
import type { Device } from '../../src/claim/device.ts';
import { filled, realDraw } from '../../src/claim/draw.ts';
import type { Ops } from '../../src/claim/ops.ts';
import { boundedInputs, runningErrorOps } from '../../src/claim/running-error.ts';
import { randomFrom } from '../../src/numerics/random.ts';
import { openDevice } from '../../src/runtime/ladder.ts';

/**
 * Every operation of the facade, on this backend, against float64 on the host within the running
 * error bound. A kernel that a trimmed bundle lacks fails here and not before a reader.
 */
const OPERATIONS: Record<
  keyof Ops<unknown>,
  <T>(tf: Ops<T>, x: Readonly<Record<'A' | 'B' | 'column', T>>) => T
> = {
  add: (tf, { A, column }) => tf.add(A, column),
  sub: (tf, { A, B }) => tf.sub(A, B),
  mul: (tf, { A, B }) => tf.mul(A, B),
  matMul: (tf, { A, B }) => tf.matMul(A, B),
  eye: (tf, { A }) => tf.matMul(tf.eye(7), A),
  scalar: (tf, { A }) => tf.mul(A, tf.scalar(1 / 3)),
  relu: (tf, { A }) => tf.relu(A),
  sigmoid: (tf, { A }) => tf.sigmoid(A),
  tanh: (tf, { A }) => tf.tanh(A),
  erf: (tf, { A }) => tf.erf(A),
  softplus: (tf, { A }) => tf.softplus(A),
};

const SIZE = 7;
let device: Device;

beforeAll(async () => {
  device = (await openDevice(inject('backend'))).device;
}, 60_000);

test.each(Object.entries(OPERATIONS))('%s is within its running error bound', async (_name, operation) => {
  const draw = realDraw(randomFrom(7), device.arithmetic);
  const inputs = {
    A: draw.activations(SIZE, SIZE),
    B: draw.activations(SIZE, SIZE),
    column: draw.bias(SIZE),
  };
  await withinBound((tf, x) => operation(tf, x), inputs);
});

describe.each(ACTIVATIONS)('%s', (g) => {
  test('is within its running error bound from −20 to 20', async () => {
    const A = filled([1, 401], (i) => Math.fround((i - 200) / 10));
    await withinBound((tf, x) => activate(tf, g, x.A), { A });
  });
});

async function withinBound<Inputs extends string>(
  operation: <T>(tf: Ops<T>, x: Readonly<Record<Inputs, T>>) => T,
  inputs: Readonly<Record<Inputs, ReturnType<typeof filled>>>,
) {
  const program = <T>(tf: Ops<T>, x: Readonly<Record<Inputs, T>>) => ({ result: operation(tf, x) });
  const { result } = await device.evaluate(program, inputs);
  const expected = program(runningErrorOps(device.arithmetic), boundedInputs(inputs)).result;
  expect(result.shape).toEqual(expected.shape);
  result.data.forEach((value, i) => {
    expect(Math.abs(value - (expected.data[i] as number))).toBeLessThanOrEqual(expected.error[i] as number);
  });
}
