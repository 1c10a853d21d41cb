import { expect, test } from 'vitest';
import type { Device } from '../../../src/claim/device.ts';
import { boundedInputs, runningErrorOps } from '../../../src/claim/running-error.ts';
import { HOST_ARITHMETIC } from '../../../src/claim/trial.ts';
import { roundToPrecision } from '../../../src/numerics/arithmetic.ts';
import { measureArithmetic } from '../../../src/runtime/measure.ts';

type Rounding = (exact: number) => number;

/** A device that computes each result exactly and then rounds it so. */
function deviceOf(round: Rounding): Device['evaluate'] {
  return async (program, inputs) => {
    const exact = program(runningErrorOps(HOST_ARITHMETIC), boundedInputs(inputs));
    const rounded = Object.entries<{ shape: readonly number[]; data: Float64Array }>(exact).map(
      ([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data, round) }],
    );
    return Object.fromEntries(rounded);
  };
}

const towardsZero =
  (precision: 24 | 11): Rounding =>
  (exact) => {
    const nearest = roundToPrecision(exact, precision);
    if (Math.abs(nearest) <= Math.abs(exact)) return nearest;
    const ulp = 2 ** (Math.floor(Math.log2(Math.abs(exact))) - precision + 1);
    return nearest - Math.sign(exact) * ulp;
  };

test.each([
  ['float32 to nearest', Math.fround, { precision: 24, unitRoundoff: 2 ** -24 }],
  ['float32 towards zero', towardsZero(24), { precision: 24, unitRoundoff: 2 ** -23 }],
  ['float16 to nearest', (x: number) => roundToPrecision(x, 11), { precision: 11, unitRoundoff: 2 ** -11 }],
  ['float16 towards zero', towardsZero(11), { precision: 11, unitRoundoff: 2 ** -10 }],
] as const)('%s is measured as that', async (_, round, arithmetic) => {
  expect(await measureArithmetic(deviceOf(round))).toMatchObject(arithmetic);
});

test('one that is further off than either neighbour is not used', async () => {
  // Whole numbers are right, so that nothing before it notices.
  const off = (exact: number) => (Number.isInteger(exact) ? exact : Math.fround(exact) * (1 + 3 * 2 ** -23));
  await expect(measureArithmetic(deviceOf(off))).rejects.toThrow('to neither neighbour');
});

test('one of neither format is not used', async () => {
  await expect(measureArithmetic(deviceOf((x) => roundToPrecision(x, 11) * 1.01))).rejects.toThrow(
    'neither as',
  );
});
