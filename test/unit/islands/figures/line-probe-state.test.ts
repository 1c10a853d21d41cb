import { describe, expect, test } from 'vitest';
import lineProbe from '../../../../src/claims/figures/line-probe.ts';
import { rowNamed } from '../../../../src/islands/figures/figure-state.ts';
import {
  chartOf,
  courseOf,
  describeProbe,
  nearestPoint,
  readingsOf,
  tableOf,
} from '../../../../src/islands/figures/line-probe-state.ts';
import { aPoster } from './posters.ts';

const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);

describe('the line probe', () => {
  test.each(SEEDS)('seed %i: single ReLU layers never turn, and bend only where they touch zero', (seed) => {
    const { quantities } = aPoster('line-probe', lineProbe, seed);
    for (const key of ['plain', 'skip']) {
      const output = rowNamed(quantities, key);
      expect(courseOf(output)).not.toBe('turns');
      // h is eight points: where all three outputs are positive the second difference is exactly 0.
      for (let at = 8; at < output.length - 8; at++) {
        const [before, here, after] = [at - 8, at, at + 8].map((i) => output[i] as number) as number[];
        const bend = rowNamed(quantities, `${key}Bend`)[at];
        expect(bend).toBe((before as number) - 2 * (here as number) + (after as number));
        if (Math.min(before as number, here as number, after as number) > 0) expect(bend).toBe(0);
      }
    }
  });

  test('its poster shows a two-layer block that turns between layers that do not', () => {
    const { quantities, values } = aPoster('line-probe', lineProbe);
    expect(readingsOf(quantities, Number(values.at)).map(({ course }) => course)).toEqual([
      'only falls',
      'only falls',
      'turns',
    ]);
    expect(describeProbe(quantities, Number(values.at))).toBe(
      'Along the line the plain layer only falls, the layer with a skip only falls, and the two-layer block turns. At t = −1.5 the second differences are 0, 0 and −1.094.',
    );
  });

  test('its chart and its table hold what was computed', () => {
    const { quantities } = aPoster('line-probe', lineProbe);
    const t = rowNamed(quantities, 't');
    const chart = chartOf(quantities, 10);
    expect(chart.rules).toEqual([t[10]]);
    expect(chart.lines.map(({ points }) => points[10])).toEqual(chart.dots?.map(({ points }) => points[0]));
    expect(tableOf(quantities).rows).toHaveLength(t.length);
    expect(nearestPoint(quantities, (t[10] as number) + 0.01)).toBe(10);
    expect(nearestPoint(quantities, 99)).toBe(t.length - 1);
  });

  test.each([
    [[1, 1], 'stays'],
    [[0, 0, 1], 'only rises'],
    [[2, 1, 1], 'only falls'],
    [[0, 1, 0], 'turns'],
  ] as const)('%j %s', (values, course) => expect(courseOf(values)).toBe(course));
});
