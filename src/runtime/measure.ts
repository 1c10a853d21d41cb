import type { Device, Program } from '../claim/device.ts';
import { type Arithmetic, arithmeticOf } from '../numerics/arithmetic.ts';
import type { HostTensor } from '../numerics/host-tensor.ts';

type Evaluate = Device['evaluate'];

/**
 * Measures what a device computes in. The library's own answers (floatPrecision, epsilon) are
 * wrong on WebGL, where a float32 device reports 16 and 1e-4.
 * @throws {Error} with a sentence where the device is neither float32 nor float16.
 */
export async function measureArithmetic(evaluate: Evaluate): Promise<Arithmetic> {
  for (const precision of [24, 11] as const) {
    const N = 2 ** precision;
    const sums = await addAll(evaluate, [N - 2, N, N, -N, N + 2], [1, 1.5, 0.5, -1.5, 1]);
    if (sums[0] !== N - 1) continue;
    // Above N only every second integer exists: N + 1.5 is nearest to N + 2, N + 0.5 to N, and
    // N + 3 is a tie. A device that rounds otherwise is still faithful, with twice the roundoff.
    const nearest = sums[1] === N + 2 && sums[2] === N && sums[3] === -N - 2 && sums[4] === N + 4;
    return arithmeticOf(precision, nearest ? 'nearest' : 'faithful');
  }
  throw new Error('this device adds neither as float32 nor as float16 does.');
}

const LONG = 2048;

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
    long: host([1, LONG], (i) => (i % 7) - 3),
    ones: host([LONG, 1], () => 1),
    column: host([2, 1], [10, -20]),
  });
  const sum = Array.from({ length: LONG }, (_, i) => (i % 7) - 3).reduce((a, b) => a + b, 0);
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

async function addAll(evaluate: Evaluate, a: readonly number[], b: readonly number[]): Promise<Float32Array> {
  const { sums } = await evaluate((tf, x) => ({ sums: tf.add(x.a, x.b) }), {
    a: host([a.length, 1], a),
    b: host([b.length, 1], b),
  });
  return sums.data;
}

function host(
  shape: readonly number[],
  values: readonly number[] | ((i: number) => number),
): HostTensor<Float32Array> {
  const size = shape.reduce((product, length) => product * length, 1);
  const entry = typeof values === 'function' ? values : (i: number) => values[i] as number;
  return { shape, data: Float32Array.from({ length: size }, (_, i) => entry(i)) };
}
