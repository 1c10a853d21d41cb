import { describe, expect, test } from 'vitest';
import { initialValues, type Values } from '../../../../src/claim/parameters.ts';
import type { TrainingRecord } from '../../../../src/claim/training.ts';
import depthCurves from '../../../../src/claims/figures/depth-curves.ts';
import { planOf } from '../../../../src/claims/part-4-is-it-about-learning/depth-lab.ts';
import { trainFigure } from '../../../../src/components/trainer.ts';
import { writeCsv } from '../../../../src/islands/figures/csv.ts';
import { gradientChartOf, lossChartOf } from '../../../../src/islands/figures/depth-curves-charts.ts';
import {
  type Curve,
  curvesOf,
  describeRecord,
  nearestRecord,
  readingsOf,
  recordsOf,
  shortened,
  stepAt,
  tableOf,
} from '../../../../src/islands/figures/depth-curves-state.ts';

const plansAt = (given: Values) =>
  depthCurves.plans({ ...initialValues(depthCurves.parameters), ...given }, 7);

describe('what is trained', () => {
  test('is the claim’s own plan, recorded more often, every kind from the same seeds', () => {
    const plans = plansAt({ depth: '12', rate: '0.1', count: 3 });
    expect(Object.keys(plans)).toEqual(['plain, W₀', 'T1, W₀', 'T1, W₀/√L']);
    for (const [kind, plan] of Object.entries(plans)) {
      const claimed = planOf(kind as 'T1, W₀', 12, plan.networks);
      expect({ ...plan, recordEvery: claimed.recordEvery }).toEqual(claimed);
      expect(plan.networks.map(({ seed }) => seed)).toEqual(
        plans['T1, W₀']?.networks.map(({ seed }) => seed),
      );
      expect(new Set(plan.networks.map(({ seed }) => seed)).size).toBe(3);
      expect(plan.networks.every(({ rate }) => rate === 0.1)).toBe(true);
    }
  });

  test('is trained once where it is chosen twice, and not where nothing is chosen', () => {
    expect(Object.keys(plansAt({ second: 'plain, W₀', third: 'none' }))).toEqual(['plain, W₀']);
  });
});

/** Two networks of two layers, of which the second diverged, then three records. */
const record: TrainingRecord = {
  at: [0, 10, 20],
  loss: Float32Array.from([1, 2, 0.5, Number.NaN, 0.0625, Number.NaN]),
  accuracy: new Float32Array(6),
  gradientNorm: Float32Array.from([1, 2, 3, 4, 0, 0.5, Number.NaN, Number.NaN, 0, 8, Number.NaN, Number.NaN]),
  moment: new Float32Array(18),
  cosine: new Float32Array(18),
};

describe('what was recorded', () => {
  const curves = curvesOf({ one: record });
  const [curve] = curves as [Curve];

  test('is summed up by record and by layer', () => {
    expect(curve.seeds).toBe(2);
    expect(curve.loss[0]).toEqual({ low: 1.25, middle: 1.5, high: 1.75 });
    expect(curve.trained).toEqual([0, 0, 1]);
    expect(curve.gradients[0]).toEqual([
      { low: 1.5, middle: 2, high: 2.5 },
      { low: 2.5, middle: 3, high: 3.5 },
    ]);
    expect(curve.gradients[2]?.[1]).toEqual({ low: null, middle: null, high: null });
  });

  test('a median that diverged ends its line, is told, and is no number in the data', () => {
    expect(lossChartOf(curves, 2, 20).lines.map(({ points }) => points.length)).toEqual([2, 1]);
    expect(readingsOf(curves, 2)[0]).toMatchObject({ loss: 'diverged', trained: '1 of 2' });
    expect(writeCsv(tableOf(curves))).toContain('one,20,diverged,diverged,diverged,1,2,diverged,diverged');
    expect(lossChartOf(curves, 2, 20).label).not.toMatch(/NaN|null/);
  });

  test('its axes are whole powers of ten about what is drawn, even where nothing is', () => {
    expect(lossChartOf(curves, 0, 20).y.domain).toEqual([0.1, 10]);
    expect(gradientChartOf(curves, 2).y.domain).toEqual([0.1, 1]);
    expect(gradientChartOf([], 0).lines).toEqual([]);
    expect(describeRecord([], 0)).toBe('Nothing is recorded of step 0 yet.');
  });

  test('a kind that is still being trained is shown as far as it came', () => {
    const both = curvesOf({
      one: record,
      other: {
        ...record,
        at: [0],
        loss: record.loss.slice(0, 2),
        gradientNorm: record.gradientNorm.slice(0, 4),
      },
    });
    expect(recordsOf(both)).toBe(3);
    expect(readingsOf(both, 2).map(({ kind }) => kind)).toEqual(['one']);
    expect(gradientChartOf(both, 0).lines.map(({ tone }) => tone)).toEqual([2, 3]);
    expect(stepAt(both, 2)).toBe(20);
    expect(nearestRecord(both, 14)).toBe(1);
    expect(nearestRecord([], 14)).toBe(0);
  });
});

test('its poster shows three kinds of six layers at their last step', async () => {
  const curves = shortened(curvesOf(await trainFigure('depth-curves')));
  expect(curves.map(({ kind, seeds }) => [kind, seeds])).toEqual([
    ['plain, W₀', 5],
    ['T1, W₀', 5],
    ['T1, W₀/√L', 5],
  ]);
  expect(recordsOf(curves)).toBe(51);
  expect(stepAt(curves, 50)).toBe(500);
  expect(readingsOf(curves, 50)).toHaveLength(3);
  expect(describeRecord(curves, 50)).toMatch(/^Median loss after 500 steps, plain, W₀: 0\.00/);
  expect(tableOf(curves).header).toHaveLength(7 + 6);
});
