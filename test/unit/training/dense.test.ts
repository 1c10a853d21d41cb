import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { gamma } from '../../../src/numerics/gamma.ts';
import {
  type DenseArithmetic,
  type DenseSize,
  FUSED,
  type Fused,
  PLAIN_DENSE,
} from '../../../src/runtime/training/dense-arithmetic.ts';
import { openWasmDense } from '../../../src/runtime/training/dense-wasm.ts';
import { compile } from '../../compile-wasm.ts';
import { BIG, DENSE_SIZES, type DenseDraw, drawDense, judgeDense } from '../../support/dense-judge.ts';

afterEach(() => vi.restoreAllMocks());

const wasm = await openWasmDense();
if (!wasm) throw new Error('This Node has no WebAssembly SIMD, so the kernel cannot be tested.');
const ARITHMETICS: readonly [string, DenseArithmetic][] = [
  ['WebAssembly', wasm],
  ['plain loops', PLAIN_DENSE],
];

function compute(arithmetic: DenseArithmetic, size: DenseSize, draw: DenseDraw, g: Fused) {
  const y = arithmetic.forward(size, draw.x, draw.w, draw.bias, draw.skip, g);
  return {
    y,
    ...arithmetic.backward(size, { x: draw.x, w: draw.w, y, dy: draw.dy }, g, { dx: true, dz: true }),
  };
}

describe.each(ARITHMETICS)('%s', (_name, arithmetic) => {
  const cases = DENSE_SIZES.flatMap((size) => (['linear', 'relu'] as const).map((g) => ({ ...size, g })));

  test.each(cases)(
    '$networks networks, $points points, $inputs → $outputs, $g: the integers that BigInt has',
    ({ g, ...size }) => {
      // Sums of 640 products of numbers to 100 stay below 2²⁴, where float32 is exact in any order.
      const draw = drawDense(size, (random) => random.integer(-100, 100));
      const big = (values: Float32Array) => Array.from(values, BigInt);
      const { x, w, bias, skip, dy } = draw;
      const expected = judgeDense(
        size,
        { x: big(x), w: big(w), bias: big(bias), skip: big(skip), dy: big(dy) },
        BIG(g),
      );
      const got = compute(arithmetic, size, draw, g);
      for (const name of ['y', 'dz', 'dw', 'db', 'dx'] as const) {
        expect(Array.from(got[name] as Float32Array, BigInt), name).toEqual(expected[name]);
      }
      // Without a skip, and without the gradient that nobody asks for.
      const zero = judgeDense(
        size,
        { x: big(x), w: big(w), bias: big(bias), skip: big(skip).map(() => 0n), dy: big(dy) },
        BIG(g),
      );
      const y = arithmetic.forward(size, x, w, bias, null, g);
      expect(Array.from(y, BigInt)).toEqual(zero.y);
      const least = arithmetic.backward(size, { x, w, y, dy }, g, { dx: false, dz: false });
      expect([least.dx, least.dz]).toEqual([null, null]);
      expect(Array.from(least.dw, BigInt)).toEqual(zero.dw);
      expect(Array.from(least.db, BigInt)).toEqual(zero.db);
    },
  );

  const real = DENSE_SIZES.flatMap((size) => FUSED.map((g) => ({ ...size, g })));
  test.each(real)(
    '$networks networks, $points points, $inputs → $outputs, $g: float64 within the bound of its sums',
    ({ g, ...size }) => {
      const { points, inputs, outputs } = size;
      const draw = drawDense(size, (random) => Math.fround(2 * random.unit() - 1));
      const got = compute(arithmetic, size, draw, g);
      const numbers = (values: Float32Array) => Array.from(values);
      const { x, w, bias, skip, dy } = draw;
      const kind = { zero: 0, add: (a: number, b: number) => a + b, mul: (a: number, b: number) => a * b };
      const operands = {
        x: numbers(x),
        w: numbers(w),
        bias: numbers(bias),
        skip: numbers(skip),
        dy: numbers(dy),
      };
      const { g: value, slope, lipschitz } = FLOAT64[g];
      const forward = judgeDense(size, operands, { ...kind, g: value, slope });
      const sizes = judgeDense(size, mapped(operands, Math.abs), { ...kind, g: (z) => z, slope: () => 1 });
      // n products and n + 1 sums, through g, and g's own rounding (Higham 2002, (3.4)).
      near(got.y, forward.y, (i) => lipschitz * gamma(inputs + 2, U) * (sizes.y[i] as number) + U);
      // Backwards from the y that was saved: three roundings in the slope, of terms up to 1, then the sums.
      const y = numbers(got.y);
      let output = 0;
      const saved = judgeDense(size, operands, {
        ...kind,
        g: () => 0,
        slope: () => fromValue(g, y[output++] as number),
      });
      const bound = (terms: number, magnitudes: number[]) => (i: number) =>
        gamma(terms + 4, U) * (magnitudes[i] as number);
      near(got.dz as Float32Array, saved.dz, bound(0, sizes.dz));
      near(got.db, saved.db, bound(points, sizes.db));
      near(got.dw, saved.dw, bound(points, sizes.dw));
      near(got.dx as Float32Array, saved.dx, bound(outputs, sizes.dx));
    },
  );

  test('a network of NaN leaves the others as they are', () => {
    const size = { networks: 3, points: 5, inputs: 7, outputs: 9 };
    const draw = drawDense(size, (random) => random.unit());
    const sound = compute(arithmetic, size, draw, 'relu');
    draw.w.fill(Number.NaN, 63, 126);
    const spoilt = compute(arithmetic, size, draw, 'relu');
    for (const name of ['y', 'dw', 'db', 'dz', 'dx'] as const) {
      const [before, after] = [sound[name] as Float32Array, spoilt[name] as Float32Array];
      const third = before.length / 3;
      expect(after.slice(0, third)).toEqual(before.slice(0, third));
      expect(after.slice(2 * third)).toEqual(before.slice(2 * third));
    }
    expect(spoilt.y.slice(45, 90).every(Number.isNaN)).toBe(true);
  });
});

test('both give the same bits where sums are exact, and nearly the same elsewhere', () => {
  const size = { networks: 2, points: 9, inputs: 11, outputs: 13 };
  const draw = drawDense(size, (random) => random.unit() - 0.5);
  const [first, second] = ARITHMETICS.map(([, arithmetic]) => compute(arithmetic, size, draw, 'tanh').y);
  expect(first).not.toEqual(second);
  first?.forEach((value, i) => {
    expect(Math.abs(value - (second?.[i] as number))).toBeLessThan(2 * gamma(13, U) * 6);
  });
});

test('where WebAssembly may not run there is none, and no error', async () => {
  vi.spyOn(WebAssembly, 'instantiate').mockRejectedValueOnce(new WebAssembly.CompileError('forbidden'));
  expect(await openWasmDense()).toBeNull();
});

test('the binary is what its source compiles to', async () => {
  const committed = readFileSync('src/runtime/training/wasm/dense-binary.ts', 'utf8');
  expect(await compile()).toBe(committed);
}, 60_000);

const U = 2 ** -24;
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

const FLOAT64: Readonly<
  Record<Fused, { g(z: number): number; slope(z: number): number; lipschitz: number }>
> = {
  linear: { g: (z) => z, slope: () => 1, lipschitz: 1 },
  relu: { g: (z) => Math.max(z, 0), slope: (z) => (z > 0 ? 1 : 0), lipschitz: 1 },
  tanh: { g: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2, lipschitz: 1 },
  sigmoid: { g: sigmoid, slope: (z) => sigmoid(z) * (1 - sigmoid(z)), lipschitz: 0.25 },
};

/** g′ from g's value, in float64. */
function fromValue(g: Fused, y: number): number {
  return { linear: 1, relu: y > 0 ? 1 : 0, tanh: 1 - y * y, sigmoid: y * (1 - y) }[g];
}

function mapped(operands: Record<keyof DenseDraw, number[]>, f: (value: number) => number) {
  return Object.fromEntries(
    Object.entries(operands).map(([name, values]) => [name, values.map(f)]),
  ) as Record<keyof DenseDraw, number[]>;
}

function near(got: Float32Array, expected: readonly number[], allowed: (i: number) => number): void {
  expect(got).toHaveLength(expected.length);
  const off = expected.findIndex((value, i) => !(Math.abs((got[i] as number) - value) <= allowed(i)));
  expect(off, `entry ${off}: ${got[off]} is not ${expected[off]}`).toBe(-1);
}
