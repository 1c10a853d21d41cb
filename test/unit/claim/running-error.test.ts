import { expect, test } from 'vitest';
import { filled } from '../../../src/claim/draw.ts';
import { boundedInputs, runningErrorOps } from '../../../src/claim/running-error.ts';
import { arithmeticOf, roundToPrecision } from '../../../src/numerics/arithmetic.ts';

const FLOAT16 = arithmeticOf(11);

test('what a device has no number for it holds rounded, within the bound', () => {
  const { x } = boundedInputs({ x: filled([3], (i) => [0.5, -0.45, 0.1][i] as number) }, FLOAT16);
  expect(x.error[0]).toBe(0);
  for (const i of [1, 2]) {
    const value = x.data[i] as number;
    expect(Math.abs(roundToPrecision(value, 11) - value)).toBeLessThanOrEqual(x.error[i] as number);
    expect(x.error[i]).toBeLessThan(2 ** -11);
  }
  expect([...boundedInputs({ x: filled([1], () => 0.1) }).x.error]).toEqual([0]);
});

test('a sum too long for a coarse arithmetic has no bound, and is not refused', () => {
  const product = (terms: number) => {
    const { a, b } = boundedInputs(
      { a: filled([1, terms], () => 1), b: filled([terms, 1], () => 0) },
      FLOAT16,
    );
    return runningErrorOps(FLOAT16).matMul(a, b);
  };
  expect(product(2_047).error[0]).toBeLessThan(Number.POSITIVE_INFINITY);
  expect(product(2_048).error[0]).toBe(Number.POSITIVE_INFINITY);
});
