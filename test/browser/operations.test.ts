import { beforeAll, describe, expect, inject, test } from 'vitest';
import { ACTIVATIONS, activate } from '../../src/claim/activations.ts';
import type { Device } from '../../src/claim/device.ts';
import { filled, realDraw } from '../../src/claim/draw.ts';
import type { Differentiable, Ops } from '../../src/claim/ops.ts';
import { boundedInputs, runningErrorOps } from '../../src/claim/running-error.ts';
import { vjp } from '../../src/claim/vjp.ts';
import { randomFrom } from '../../src/numerics/random.ts';
import { openDevice } from '../../src/runtime/ladder.ts';
import { bigintOps, toBig } from '../support/second-judge.ts';

/**
 * Every operation of the facade, on this backend, against float64 on the host within the running
 * error bound. A kernel that a trimmed bundle lacks fails here and not before a reader.
 */
const OPERATIONS: Record<
  keyof Ops<unknown>,
  <T>(tf: Ops<T>, x: Readonly<Record<'A' | 'B' | 'column' | 'image' | 'kernel', T>>) => T
> = {
  add: (tf, { A, column }) => tf.add(A, column),
  sub: (tf, { A, B }) => tf.sub(A, B),
  mul: (tf, { A, B }) => tf.mul(A, B),
  // Away from zero, where a quotient's bound ends: A² + 1.
  div: (tf, { A, B }) => tf.div(B, tf.add(tf.mul(A, A), tf.scalar(1))),
  sqrt: (tf, { A }) => tf.sqrt(tf.add(tf.mul(A, A), tf.scalar(1))),
  matMul: (tf, { A, B }) => tf.matMul(A, B),
  transpose: (tf, { A, column }) => tf.matMul(tf.transpose(column), tf.transpose(A)),
  conv2d: (tf, { image, kernel }) => tf.conv2d(image, kernel),
  constant: (tf, { A }) => tf.mul(A, tf.constant({ shape: [1, 7], data: [0, 1, -2, 3, 1 / 3, 0.5, 2048] })),
  eye: (tf, { A }) => tf.matMul(tf.eye(7), A),
  scalar: (tf, { A }) => tf.mul(A, tf.scalar(1 / 3)),
  relu: (tf, { A }) => tf.relu(A),
  sigmoid: (tf, { A }) => tf.sigmoid(A),
  tanh: (tf, { A }) => tf.tanh(A),
  erf: (tf, { A }) => tf.erf(A),
  exp: (tf, { A }) => tf.exp(A),
  step: (tf, { A }) => tf.step(A),
  vjp: (tf, { A, B, column }) =>
    vjp(
      tf,
      (tf, { A, x, b }) => tf.sub(tf.add(tf.matMul(A, x), b), tf.mul(x, x)),
      { A, x: B, b: column },
      'x',
      A,
    ),
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
    image: draw.image(2, SIZE, SIZE - 1, 3),
    kernel: draw.kernel(3, 2, 3, 4),
  };
  await withinBound((tf, x) => operation(tf, x), inputs);
});

/**
 * A backend has several programs for a convolution and picks by kernel, stride, parity of the width and size; each
 * must give whole numbers exactly.
 */
const CONVOLUTIONS = [
  { image: [2, 5, 6, 3], kernel: [3, 3, 3, 4], stride: 1, dilation: 1 },
  { image: [1, 6, 5, 4], kernel: [1, 1, 4, 2], stride: 1, dilation: 1 },
  { image: [2, 6, 7, 4], kernel: [1, 1, 4, 4], stride: 2, dilation: 1 },
  { image: [1, 7, 6, 1], kernel: [2, 5, 1, 1], stride: 3, dilation: 1 },
  { image: [1, 9, 8, 2], kernel: [3, 4, 2, 3], stride: 1, dilation: 2 },
  { image: [1, 4, 4, 5], kernel: [4, 4, 5, 2], stride: 1, dilation: 1 },
  { image: [1, 3, 3, 2], kernel: [5, 7, 2, 2], stride: 2, dilation: 1 },
  { image: [4, 24, 23, 8], kernel: [3, 3, 8, 8], stride: 1, dilation: 1 },
  { image: [1, 1, 1, 1], kernel: [2, 2, 1, 1], stride: 1, dilation: 1 },
];

test.each(CONVOLUTIONS)(
  'a convolution of $image with $kernel, stride $stride, dilation $dilation',
  async ({ image, kernel, ...convolution }) => {
    const random = randomFrom(7);
    const integers = () => random.integer(-15, 15);
    const inputs = { x: filled(image, integers), k: filled(kernel, integers) };
    const program = <T>(tf: Ops<T>, { x, k }: Readonly<Record<'x' | 'k', T>>) => ({
      result: tf.conv2d(x, k, convolution),
    });
    const { result } = await device.evaluate(program, inputs);
    expect(toBig(result)).toEqual(program(bigintOps, { x: toBig(inputs.x), k: toBig(inputs.k) }).result);
    await withinBound((tf, x) => program(tf, x).result, inputs);
  },
);

describe.each(ACTIVATIONS)('%s', (g) => {
  test('is within its running error bound from −20 to 20', async () => {
    // 13.941 lies where softplus’s kernels change their formula.
    const A = filled([1, 402], (i) => Math.fround(i < 401 ? (i - 200) / 10 : 13.941));
    await withinBound((tf, x) => activate(tf, g, x.A), { A });
  });
});

/** One function for each operation that may be differentiated, and for what several gradients at one operand do. */
const GRADIENTS: Record<
  Exclude<keyof Differentiable<unknown>, 'eye' | 'scalar' | 'constant'> | 'three ways' | 'left operand',
  <T>(tf: Differentiable<T>, x: Readonly<Record<'A' | 'x' | 'b', T>>) => T
> = {
  add: (tf, { x, b }) => tf.add(tf.add(x, b), x),
  sub: (tf, { A, x, b }) => tf.sub(tf.sub(x, b), tf.sub(A, x)),
  mul: (tf, { A, x }) => tf.mul(tf.mul(x, A), x),
  matMul: (tf, { A, x }) => tf.matMul(tf.matMul(A, x), tf.eye(SIZE)),
  relu: (tf, { A, x, b }) => tf.relu(tf.add(tf.matMul(A, x), b)),
  sigmoid: (tf, { A, x, b }) => tf.sigmoid(tf.add(tf.matMul(A, x), b)),
  tanh: (tf, { A, x, b }) => tf.tanh(tf.add(tf.matMul(A, x), b)),
  erf: (tf, { A, x, b }) => tf.erf(tf.add(tf.matMul(A, x), b)),
  softplus: (tf, { A, x, b }) => tf.softplus(tf.add(tf.matMul(A, x), b)),
  'three ways': (tf, { A, x }) => tf.add(tf.mul(tf.sigmoid(x), x), tf.add(tf.tanh(x), tf.matMul(A, x))),
  'left operand': (tf, { A, x }) => tf.mul(tf.scalar(3), tf.matMul(x, A)),
};

describe('the gradient', () => {
  test.each(Object.entries(GRADIENTS))('of %s is within its running error bound', async (_name, f) => {
    const draw = realDraw(randomFrom(7), device.arithmetic);
    const inputs = {
      A: draw.activations(SIZE, SIZE),
      x: draw.activations(SIZE, SIZE),
      b: draw.bias(SIZE),
      dy: draw.activations(SIZE, SIZE),
    };
    await withinBound((tf, { dy, ...of }) => vjp(tf, (tf, x) => f(tf, x), of, 'x', dy), inputs);
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
