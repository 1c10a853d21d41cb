import { describe, expect, test } from 'vitest';
import { RULES } from '../../../../src/claim/optimizers.ts';
import { initialValues, type Values } from '../../../../src/claim/parameters.ts';
import projectionRace from '../../../../src/claims/figures/projection-race.ts';
import { posterOf } from '../../../../src/components/poster.ts';
import {
  chartOf,
  describeRace,
  largestGap,
  runAsOne,
  stepsOf,
  tableOf,
} from '../../../../src/islands/figures/projection-race-state.ts';

const initial = initialValues({ ...projectionRace.parameters, ...projectionRace.views });
const at = (changed: Values, seed = projectionRace.seed) => {
  const values = { ...initial, ...changed };
  const parameters = Object.fromEntries(
    Object.entries(projectionRace.parameters).map(([name, parameter]) => [
      name,
      { ...parameter, initial: values[name] },
    ]),
  );
  const figure = { ...projectionRace, seed, parameters: parameters as typeof projectionRace.parameters };
  return { values, quantities: posterOf('projection-race', figure).quantities };
};
const LINEAR = ['sgd', 'momentum', 'nesterov'];
const DECAYED = ['λ and λ/2', 'both λ', 'projected', 'plain'];
const CASES = RULES.flatMap((rule) =>
  ['relu', 'tanh'].flatMap((g) => [
    { rule, g, plain: '2η', decay: 0 },
    { rule, g, plain: 'η', decay: 0 },
    ...DECAYED.map((decayed) => ({ rule, g, plain: '2η', decay: 8, decayed })),
  ]),
);

describe('the projection race', () => {
  test.each(CASES)('runs as one where the claim says so, and only there: %j', (changed: Values) => {
    const { values, quantities } = at(changed);
    const isOne =
      values.plain === '2η' &&
      (values.decay === 0 || (values.decayed === DECAYED[0] && LINEAR.includes(String(values.rule))));
    expect(runAsOne(values)).toBe(isOne);
    // In float64 the rounding of 48 free steps, far below any real difference; a picture, not a bound.
    const { size } = largestGap(quantities, stepsOf(quantities));
    expect(size < 1e-9).toBe(isOne);
    if (!isOne) expect(size).toBeGreaterThan(1e-4);
  });

  test('both start at the same loss and learn', () => {
    const { quantities } = at({});
    const { rows } = tableOf(quantities, 48) as { rows: readonly (readonly number[])[] };
    expect(rows).toHaveLength(49);
    expect(Math.abs(Number(rows[0]?.[3]))).toBeLessThan(1e-12);
    expect(Number(rows[48]?.[1])).toBeLessThan(Number(rows[0]?.[1]) / 4);
  });

  test('says how it stands, and what the claim says of it', () => {
    const one = at({});
    expect(describeRace(one.quantities, one.values, 48)).toMatch(
      /^After 48 steps the loss is 0\.\d+ with the projection and 0\.\d+ without\. The largest gap so far is .* rounding of two free runs\.$/,
    );
    const apart = at({ plain: 'η' });
    expect(describeRace(apart.quantities, apart.values, 48)).toMatch(/does not have them run as one/);
    expect(describeRace(one.quantities, one.values, 0)).toMatch(/^Before the first step/);
    const lost = { ...one.quantities, plain48: [[Number.NaN]] };
    expect(describeRace(lost, one.values, 48)).toContain('no gap to give');
    expect(chartOf(lost, one.values, 48).lines.map(({ points }) => points.length)).toEqual([48, 49]);
  });

  test('its chart holds as many steps as are shown', () => {
    const { quantities, values } = at({});
    const { lines, dots } = chartOf(quantities, values, 10);
    expect(lines.map(({ points }) => points.length)).toEqual([11, 11]);
    expect(dots?.map(({ points }) => points[0]?.[0])).toEqual([10, 10]);
  });
});
