import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { medianInterval, wilsonInterval } from '../../../src/numerics/interval.ts';

describe('the interval of a median', () => {
  // Ranks k of the 95 % interval, from the binomial table: P(Bin(n, ½) < k) ≤ 0.025 < P(Bin(n, ½) < k + 1).
  test.each([
    [6, 1],
    [8, 1],
    [9, 2],
    [16, 4],
    [24, 7],
    [32, 10],
  ])('of %i values runs from the %i-th smallest to the same from above', (n, k) => {
    const values = Array.from({ length: n }, (_, i) => n - i);
    expect(medianInterval(values)).toEqual({ low: k, high: n - k + 1, estimate: (n + 1) / 2 });
  });

  test('covers the true median 95 times in 100 at least, whatever the distribution', () => {
    let state = 1;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 2 ** 32;
    };
    const runs = 4000;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      // Exponential: its median is ln 2.
      const { low, high } = medianInterval(Array.from({ length: 16 }, () => -Math.log(uniform())));
      if (low <= Math.LN2 && Math.LN2 <= high) covered += 1;
    }
    // P = 1 − 2·P(Bin(16, ½) < 4) = 0.9787; four standard deviations of 4,000 runs are 0.0091.
    expect(covered / runs).toBeGreaterThan(0.9787 - 0.0091);
    expect(covered / runs).toBeLessThan(0.9787 + 0.0091);
  });

  test('takes infinities as values and says nothing of NaN or of five values', () => {
    const six = [1, 2, 3, 4, 5, Number.POSITIVE_INFINITY];
    expect(medianInterval(six)).toMatchObject({ low: 1, high: Number.POSITIVE_INFINITY, estimate: 3.5 });
    expect(medianInterval([1, 2, 3, 4, 5, Number.NaN]).low).toBeNaN();
    expect(medianInterval([1, 2, 3, 4, 5]).low).toBeNaN();
  });
});

describe('the interval of a share', () => {
  test('is where the share p has |observed − p| = z·√(p(1 − p)/n) at both ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), (n, some) => {
        const ones = Math.min(n, some);
        const { low, high, estimate } = wilsonInterval(ones, n);
        expect(estimate).toBe(ones / n);
        for (const p of [low, high]) {
          const spread = 1.959963984540054 * Math.sqrt(Math.max(0, p * (1 - p)) / n);
          expect(Math.abs(Math.abs(ones / n - p) - spread)).toBeLessThan(1e-7);
        }
      }),
    );
  });

  test('of none or all still leaves room', () => {
    expect(wilsonInterval(0, 16).high).toBeCloseTo(0.1936, 4);
    expect(wilsonInterval(16, 16).low).toBeCloseTo(0.8064, 4);
  });
});
