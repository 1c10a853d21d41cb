import type { Device, Program } from '../claim/device.ts';
import { type Arithmetic, arithmeticOf, roundToPrecision } from '../numerics/arithmetic.ts';
import type { HostTensor } from '../numerics/host-tensor.ts';
import { randomFrom } from '../numerics/random.ts';
import { LONG_SUM, ROUNDINGS } from './self-test-sizes.ts';

type Evaluate = Device['evaluate'];

/**
 * Measures what a device computes in. The library's own answers (floatPrecision, epsilon) are
 * wrong on WebGL, where a float32 device reports 16 and 1e-4.
 * @throws {Error} with a sentence where the device is neither float32 nor float16, or rounds worse than either may.
 */
export async function measureArithmetic(evaluate: Evaluate): Promise<Arithmetic> {
  for (const precision of [24, 11] as const) {
    if (!(await keepsAllBits(evaluate, precision))) continue;
    const random = randomFrom(ROUNDINGS);
    // Short exponents: no sum or product is near an overflow or a denormal number.
    const draw = () => roundToPrecision((random.unit() - 0.5) * 2 ** random.integer(-3, 3), precision);
    const [a, b] = [0, 1].map(() => Array.from({ length: ROUNDINGS }, draw)) as [number[], number[]];
    const { sum, product } = await pairs(evaluate, a, b);
    /** True where each result is as near to the exact one, which float64 has, as it must be. */
    const areAll = (isGood: (got: number, exact: number) => boolean) =>
      a.every(
        (x, i) =>
          isGood(sum[i] as number, x + (b[i] as number)) &&
          isGood(product[i] as number, x * (b[i] as number)),
      );
    if (areAll((got, exact) => got === roundToPrecision(exact, precision)))
      return arithmeticOf(precision, 'nearest');
    // One that gives either neighbour has twice the roundoff; the bounds hold for none that is further off.
    const faithful = arithmeticOf(precision, 'faithful');
    if (areAll((got, exact) => Math.abs(got - exact) <= faithful.unitRoundoff * Math.abs(exact)))
      return faithful;
    throw new Error('this device rounds some sums or products to neither neighbour.');
  }
  throw new Error('this device adds neither as float32 nor as float16 does.');
}

/**
 * Gives the device small integer problems whose answers are known, before it is trusted.
 * @throws {Error} with a sentence that names the first wrong answer.
 */
export async function knownAnswers(evaluate: Evaluate): Promise<void> {
  const program: Program<'A' | 'B' | 'long' | 'ones' | 'column', 'product' | 'sum' | 'broadcast' | 'relu'> = (
    tf,
    x,
  ) => ({
    product: tf.matMul(x.A, x.B),
    sum: tf.matMul(x.long, x.ones),
    broadcast: tf.add(x.A, x.column),
    relu: tf.relu(tf.sub(x.A, x.column)),
  });
  const answers = await evaluate(program, {
    A: host([2, 3], [1, 2, 3, -4, 5, -6]),
    B: host([3, 2], [7, -8, 9, 10, -11, 12]),
    long: host([1, LONG_SUM], (i) => (i % 7) - 3),
    ones: host([LONG_SUM, 1], () => 1),
    column: host([2, 1], [10, -20]),
  });
  const sum = Array.from({ length: LONG_SUM }, (_, i) => (i % 7) - 3).reduce((a, b) => a + b, 0);
  expectAnswer('a matrix product', answers.product, [-8, 48, 83, 10]);
  expectAnswer('a sum of 2,048 terms', answers.sum, [sum]);
  expectAnswer('a broadcast sum', answers.broadcast, [11, 12, 13, -24, -15, -26]);
  expectAnswer('a ReLU', answers.relu, [0, 0, 0, 16, 25, 14]);
}

function expectAnswer(what: string, { data }: HostTensor<Float32Array>, expected: readonly number[]): void {
  if (data.length !== expected.length || !expected.every((value, i) => data[i] === value)) {
    throw new Error(
      `this device failed its self-test: ${what} came out as ${[...data.slice(0, 4)].join(', ')} instead of ${expected.slice(0, 4).join(', ')}.`,
    );
  }
}

/**
 * True where a sum and a matrix product can both be 2ᵖ − 1, which needs all p bits. Of the sizes that the self-test has
 * anyhow: WebGL compiles a shader for each size, which takes longer than what it computes.
 */
async function keepsAllBits(evaluate: Evaluate, precision: number): Promise<boolean> {
  const low = 2 ** Math.floor(precision / 2);
  const high = 2 ** Math.ceil(precision / 2);
  const { sum, product } = await evaluate(
    (tf, x) => ({ sum: tf.add(x.large, x.one), product: tf.matMul(x.row, x.column) }),
    {
      large: host([ROUNDINGS, 1], () => 2 ** precision - 2),
      one: host([ROUNDINGS, 1], () => 1),
      row: host([2, 3], [low - 1, 1, 0, low - 1, 1, 0]),
      column: host([3, 2], [high, high, high - 1, high - 1, 0, 0]),
    },
  );
  return [sum, product].every(({ data }) => data.every((value) => value === 2 ** precision - 1));
}

async function pairs(evaluate: Evaluate, a: readonly number[], b: readonly number[]) {
  const { sum, product } = await evaluate((tf, x) => ({ sum: tf.add(x.a, x.b), product: tf.mul(x.a, x.b) }), {
    a: host([a.length, 1], a),
    b: host([b.length, 1], b),
  });
  return { sum: sum.data, product: product.data };
}

function host(
  shape: readonly number[],
  values: readonly number[] | ((i: number) => number),
): HostTensor<Float32Array> {
  const size = shape.reduce((product, length) => product * length, 1);
  const entry = typeof values === 'function' ? values : (i: number) => values[i] as number;
  return { shape, data: Float32Array.from({ length: size }, (_, i) => entry(i)) };
}
