import { describe, expect, test } from 'vitest';
import xorTraining from '../../../../src/claims/figures/xor-training.ts';
import { posterOf } from '../../../../src/components/poster.ts';
import {
  BLOCKS,
  chartOf,
  describeTraining,
  outcomeOf,
  readingsOf,
  tableOf,
} from '../../../../src/islands/figures/xor-training-state.ts';

const STEPS = 1_000;
const at = (seed: number, g: string, readout = 'no', steps = STEPS) => {
  const { parameters } = xorTraining;
  const set = (name: string, initial: string) => ({ [name]: { ...parameters[name], initial } });
  const figure = { ...xorTraining, seed, parameters: { ...set('readout', readout), ...set('g', g) } };
  return posterOf('xor-training', figure as typeof xorTraining, steps).quantities;
};
const poster = at(xorTraining.seed, 'tanh');
const SEEDS = Array.from({ length: 12 }, (_, seed) => seed);

describe('learning XOR', () => {
  test('at the poster’s seed only the two-layer block gets all four points right', () => {
    expect(BLOCKS.map(({ key }) => outcomeOf(poster, key).right)).toEqual([3, 1, 4]);
    expect(describeTraining(poster, STEPS)).toMatch(
      /^After 1000 steps, T1 has 3 of the 4 points on the right side of ½ \(loss 0\.\d+\), T2 1 \(.*\), and the two-layer block 4 \(loss 0\.\d+\)\.$/,
    );
  });

  test('as the article has it, T1 and T2 never get four right with a monotone activation and no readout', () => {
    for (const g of ['relu', 'tanh', 'sigmoid'])
      for (const seed of SEEDS) {
        const trained = at(seed, g, 'no', 300);
        for (const key of ['T1', 'T2'] as const) expect(outcomeOf(trained, key).right).toBeLessThan(4);
      }
  });

  test('whether the two-layer block gets there depends on the seed, and with a readout T1 may', () => {
    const right = (key: 'T1' | 'two', readout: string) =>
      SEEDS.map((seed) => outcomeOf(at(seed, 'tanh', readout), key).right);
    expect(new Set(right('two', 'no').map((count) => count === 4)).size).toBe(2);
    expect(right('T1', 'yes')).toContain(4);
  });

  test('training lowers the loss from where it starts', () => {
    const start = at(xorTraining.seed, 'tanh', 'no', 0);
    for (const { key } of BLOCKS) {
      expect(outcomeOf(poster, key).loss).toBeLessThan(outcomeOf(start, key).loss);
    }
    expect(describeTraining(start, 0)).toMatch(/^Before the first step/);
  });

  test('its charts and its table hold what was computed', () => {
    const rows = tableOf(poster, STEPS).rows as number[][];
    expect(rows.map(([, x1, x2, wanted]) => [x1, x2, wanted])).toEqual(
      [0, 1].flatMap((x1) => [0, 1].map((x2) => [x1, x2, x1 === x2 ? 0 : 1])),
    );
    BLOCKS.forEach(({ key }, i) => {
      const { outputs, loss } = outcomeOf(poster, key);
      expect(rows.map((row) => row[4 + i])).toEqual(outputs);
      const half = rows.reduce((sum, row) => sum + (Number(row[4 + i]) - Number(row[3])) ** 2, 0) / 8;
      expect(loss).toBeCloseTo(half, 12);
      expect(chartOf(poster, key).field?.values).toHaveLength(400);
      expect(chartOf(poster, key).dots?.map(({ points }) => points.length)).toEqual([2, 2]);
    });
    expect(readingsOf(poster).map(({ given }) => given[2]?.isRight)).toEqual([true, true, true, true]);
  });

  test('what has diverged has no surface, no point right, and says so', () => {
    const none = [[Number.NaN, Number.NaN, Number.NaN, Number.NaN]];
    const lost = { ...poster, twoOutput: none, twoLoss: [[Number.NaN]], twoSurface: [[Number.NaN]] };
    expect(chartOf(lost, 'two').field).toBeUndefined();
    expect(outcomeOf(lost, 'two').right).toBe(0);
    expect(describeTraining(lost, 5)).toContain('the two-layer block 0 (loss not a finite number)');
  });
});
