import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initialValues } from '../../../src/claim/parameters.ts';
import { CALCULATORS, calculate } from '../../../src/islands/calculator-state.ts';
import { formatNumber } from '../../../src/islands/number-format.ts';

type Name = keyof typeof CALCULATORS;

function linesOf(name: Name, texts: Record<string, string>): Map<string, string> {
  const result = calculate(CALCULATORS[name], texts);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return new Map(result.answer.lines);
}

/** (1 + u)^k − 1 as a fraction of whole numbers, u = 2^-p. */
function exactGrowth(k: number, p: number): { numerator: bigint; denominator: bigint } {
  const one = 2n ** BigInt(p);
  const denominator = one ** BigInt(k);
  return { numerator: (one + 1n) ** BigInt(k) - denominator, denominator };
}

test.each([
  [24, 'float32', 'nearest'],
  [23, 'float32', 'faithful'],
  [11, 'float16', 'nearest'],
  [53, 'float64', 'nearest'],
] as const)('γ at u = 2^-%i is ku/(1 − ku), and roundings cannot exceed it', (p, format, rounding) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), (k) => {
      const shown = linesOf('rounding', { k: String(k), format, rounding }).get('γₖ');
      // k·2^-p / (1 − k·2^-p) = k / (2^p − k), in whole numbers.
      expect(shown).toBe(formatNumber(k / (2 ** p - k), 4));
      const { numerator, denominator } = exactGrowth(k, p);
      expect(numerator * (2n ** BigInt(p) - BigInt(k)) <= BigInt(k) * denominator).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('where k·u is 1 or more there is no bound, and that is said', () => {
  const result = calculate(CALCULATORS.rounding, { k: '2048', format: 'float16', rounding: 'nearest' });
  expect(result.ok && result.answer.sentence).toBe('There is no bound: k·u is 1 or more.');
  expect(linesOf('rounding', { k: '2047', format: 'float16', rounding: 'nearest' }).get('γₖ')).toBe('2047');
});

test('the fold’s factor is twice γ, of a width two below k', () => {
  const lines = linesOf('rounding', { k: '18', format: 'float32', rounding: 'nearest' });
  expect(lines.get('fold of width 16: factor 2γₖ')).toBe(formatNumber(36 / (2 ** 24 - 18), 4));
});

test('the largest entry is the largest whose partial sums stay within the precision', () => {
  for (const bits of [11, 24, 53])
    for (const n of [1, 2, 7, 16, 128, 512]) {
      const shown = Number(
        linesOf('exact', { n: String(n), bits: String(bits) })
          .get('largest entry B')
          ?.replaceAll('\u202f', ''),
      );
      const peak = (B: bigint) => BigInt(n) * (B + 1n) * B + B;
      const limit = 2n ** BigInt(bits);
      expect(peak(BigInt(shown)) <= limit).toBe(true);
      // However much room there is, the engine draws no entry beyond 2²⁰.
      if (shown < 2 ** 20) expect(peak(BigInt(shown) + 1n) > limit).toBe(true);
    }
});

test('the false-pass bound is (d/|S|)^t, by whole numbers', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 10, max: 5_000 }),
      fc.integer({ min: 1, max: 30 }),
      (d, B, t) => {
        const result = calculate(CALCULATORS.falsePass, { d: String(d), B: String(B), t: String(t) });
        const shown = result.ok ? /10(⁻[⁰¹²³⁴-⁹]+|⁰)/.exec(result.answer.sentence)?.[1] : undefined;
        const digits = [...(shown ?? '')].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).filter((i) => i >= 0);
        const exponent = Number(digits.join(''));
        // (d/|S|)^t ≤ 10^-e, and the power of ten is the least that is not below it.
        const [left, right] = [BigInt(d) ** BigInt(t), BigInt(2 * B + 1) ** BigInt(t)];
        expect(left * 10n ** BigInt(exponent) <= right).toBe(true);
        expect(left * 10n ** BigInt(exponent + 1) > right).toBe(true);
      },
    ),
  );
});

test('a set no larger than the degree bounds nothing', () => {
  const lines = linesOf('falsePass', { d: '3', B: '1', t: '5' });
  expect(lines.get('trials for 10⁻²⁹')).toBe('no number is enough');
});

describe.each(Object.keys(CALCULATORS) as Name[])('%s', (name) => {
  const { parameters } = CALCULATORS[name];
  const initial = Object.fromEntries(
    Object.entries(initialValues(parameters)).map(([field, value]) => [field, String(value)]),
  );

  test('starts with an answer', () => {
    expect(calculate(CALCULATORS[name], initial).ok).toBe(true);
  });

  test('answers bad input with a sentence at its field', () => {
    for (const field of Object.keys(parameters))
      for (const text of ['', '-1', '1e9', 'NaN', '0.5', '99999999999', '<b>'])
        expect(calculate(CALCULATORS[name], { ...initial, [field]: text })).toMatchObject({
          ok: false,
          problems: { [field]: expect.stringMatching(/\.$/) },
        });
  });
});
