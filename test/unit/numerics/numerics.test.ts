import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approxArithmetic } from '../../../src/numerics/approx.ts';
import { arithmeticOf, largestExactInteger, roundToPrecision } from '../../../src/numerics/arithmetic.ts';
import { gamma } from '../../../src/numerics/gamma.ts';
import { broadcastIndex, broadcastShape, matMulShape } from '../../../src/numerics/host-tensor.ts';
import { MAX_SEED, randomFrom, seedOf } from '../../../src/numerics/random.ts';
import { falsePassExponent, trialsFor } from '../../../src/numerics/schwartz-zippel.ts';

const FLOAT32 = arithmeticOf(24);

describe('γ', () => {
  test('bounds the product of k factors (1 + δ), |δ| ≤ u', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-1, 0, 1), { maxLength: 200 }), (signs) => {
        const u = 2 ** -11;
        const product = signs.reduce<number>((p, sign) => p * (1 + sign * u), 1);
        expect(Math.abs(product - 1)).toBeLessThanOrEqual(gamma(signs.length, u) * (1 + 1e-12) + 1e-15);
      }),
    );
  });

  test('has no value where k·u reaches 1, nor for nonsense', () => {
    expect(() => gamma(2 ** 24, FLOAT32.unitRoundoff)).toThrow(RangeError);
    expect(() => gamma(Number.NaN, FLOAT32.unitRoundoff)).toThrow(RangeError);
    expect(() => gamma(-1, FLOAT32.unitRoundoff)).toThrow(RangeError);
  });
});

describe('Schwartz–Zippel', () => {
  test('ten trials of degree 2 on 2,001 values stay below 10⁻²⁹', () => {
    expect(falsePassExponent(2, 2001, 10)).toBeLessThan(-29);
    expect(trialsFor(2, 2001, -29)).toBe(10);
  });

  test('bounds how often a false identity passes', () => {
    // (x − 1)(x − 2) vanishes on 2 of 7 values: its degree over the size of the set, exactly.
    const random = randomFrom(1);
    const draws = Array.from({ length: 20_000 }, () => random.integer(0, 6));
    const passed = draws.filter((x) => (x - 1) * (x - 2) === 0).length / draws.length;
    expect(passed).toBeLessThanOrEqual(10 ** falsePassExponent(2, 7, 1) + 0.02);
    expect(passed).toBeGreaterThan(10 ** falsePassExponent(2, 7, 1) - 0.02);
  });

  test('says that no number of trials helps where the set is not larger than the degree', () => {
    expect(trialsFor(3, 3, -29)).toBe(Number.POSITIVE_INFINITY);
    expect(falsePassExponent(3, 3, 100)).toBeCloseTo(0);
    expect(falsePassExponent(2, 9, 0)).toBe(0);
  });

  test('needs exactly as many trials as it says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 10_000 }), (degree, setSize) => {
        const trials = trialsFor(degree, setSize, -29);
        expect(falsePassExponent(degree, setSize, trials)).toBeLessThanOrEqual(-29);
        expect(falsePassExponent(degree, setSize, trials - 1)).toBeGreaterThan(-29);
      }),
    );
  });
});

describe('exact integers', () => {
  test('2^24 is the last before float32 skips one', () => {
    const last = largestExactInteger(24);
    expect(Math.fround(last - 1)).toBe(last - 1);
    expect(Math.fround(last + 1)).not.toBe(last + 1);
  });
});

describe('seeded draws', () => {
  test('the same seed gives the same stream, another seed another', () => {
    const stream = (seed: number) =>
      Array.from(
        { length: 50 },
        (
          (random) => () =>
            random.integer(-1000, 1000)
        )(randomFrom(seed)),
      );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_SEED }), (seed) => {
        expect(stream(seed)).toEqual(stream(seed));
        expect(stream(seed)).not.toEqual(stream((seed + 1) % MAX_SEED));
      }),
    );
  });

  test('stay within their range and reach its ends', () => {
    const random = randomFrom(3);
    const drawn = new Set(Array.from({ length: 500 }, () => random.integer(-3, 3)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  });

  test.each([-1, 0.5, MAX_SEED + 1, Number.NaN])('%s is no seed', (seed) => {
    expect(() => randomFrom(seed)).toThrow(RangeError);
  });

  test('a text always has the same seed', () => {
    // FNV-1a’s published value for the empty text, and for "a".
    expect(seedOf('')).toBe(0x811c9dc5);
    expect(seedOf('a')).toBe(0xe40c292c);
  });
});

describe('running errors of scalars', () => {
  const x = approxArithmetic(FLOAT32);
  const real = fc.double({ min: -8, max: 8, noNaN: true }).map(Math.fround);

  test('contain what float32 computes', () => {
    fc.assert(
      fc.property(real, real, real, (a, b, c) => {
        // fround after each operation is float32 arithmetic, rounded to nearest.
        const computed = Math.fround(Math.fround(Math.fround(a * b) + c) - a);
        const { value, error } = x.sub(x.add(x.mul(x.exact(a), x.exact(b)), x.exact(c)), x.exact(a));
        expect(Math.abs(computed - value)).toBeLessThanOrEqual(error);
      }),
      { numRuns: 2_000 },
    );
  });

  test('contain what float32 computes through exp, log and a division', () => {
    fc.assert(
      fc.property(real, (a) => {
        const e = Math.fround(Math.exp(-a));
        const computed = Math.fround(Math.log(Math.fround(1 + Math.fround(1 / Math.fround(1 + e)))));
        const sigmoid = x.div(x.exact(1), x.add(x.exact(1), x.exp(x.exact(-a))));
        const { value, error } = x.log(x.add(x.exact(1), sigmoid));
        expect(Math.abs(computed - value)).toBeLessThanOrEqual(error);
        expect(error).toBeLessThan(1e-5);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a divisor or a logarithm that may be zero bounds nothing', () => {
    expect(x.div(x.exact(1), { value: 1, error: 1 }).error).toBe(Number.POSITIVE_INFINITY);
    expect(x.log({ value: 1, error: 1 }).error).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('rounding to a precision', () => {
  test('to 24 bits is what float32 does', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((x) => Math.abs(x) > 1e-30 || x === 0),
        (x) => {
          expect(roundToPrecision(x, 24)).toBe(Math.fround(x));
        },
      ),
      { numRuns: 5_000 },
    );
    expect(roundToPrecision(2 ** 24 + 1, 24)).toBe(2 ** 24);
    expect(roundToPrecision(2 ** 24 + 3, 24)).toBe(2 ** 24 + 4);
  });
});

describe('shapes', () => {
  test('broadcast where lengths agree or are 1', () => {
    expect(broadcastShape([3, 1], [3, 4])).toEqual([3, 4]);
    const index = broadcastIndex([3, 1], [3, 4]);
    expect(Array.from({ length: 12 }, (_, i) => index(i))).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    expect(() => broadcastShape([3, 2], [3, 4])).toThrow(RangeError);
  });

  test('a product needs inner lengths that agree', () => {
    expect(matMulShape([2, 3], [3, 4])).toEqual({ rows: 2, inner: 3, columns: 4 });
    expect(() => matMulShape([2, 3], [4, 4])).toThrow(RangeError);
  });
});
