import { describe, expect, test } from 'vitest';
import sigmoidCascade from '../../../../src/claims/figures/sigmoid-cascade.ts';
import {
  blocksOf,
  chartOf,
  describeCascade,
  spreadChartOf,
  tableOf,
} from '../../../../src/islands/figures/sigmoid-cascade-state.ts';
import { aPoster } from './posters.ts';

const { quantities } = aPoster('sigmoid-cascade', sigmoidCascade);

describe('the cascade', () => {
  test('has each number go its own way', () => {
    const rows = tableOf(quantities, 10).rows as number[][];
    for (const [blocks, input, sigmoid, relu] of rows as [number, number, number, number][]) {
      let expected = input;
      for (let k = 0; k < blocks; k++) expected = 1 / (1 + Math.exp(-expected));
      expect(sigmoid).toBeCloseTo(expected, 12);
      expect(relu).toBe(blocks === 0 ? input : Math.max(0, input));
    }
    expect(rows).toHaveLength(11 * 9);
  });

  test('shows as many blocks as were passed, and the spread under its bound', () => {
    expect(blocksOf(quantities)).toBe(10);
    expect(chartOf(quantities, 'sigmoid', 4).lines.map(({ points }) => points.length)).toEqual(
      Array(9).fill(5),
    );
    const [bound, , sigmoid] = spreadChartOf(quantities, 10).lines;
    sigmoid?.points.forEach(([, spread], k) => {
      expect(spread).toBeLessThanOrEqual(bound?.points[k]?.[1] as number);
    });
  });

  test('says what is left', () => {
    expect(describeCascade(quantities, 0)).toMatch(/^Before the first block .* are 10 apart/);
    expect(describeCascade(quantities, 10)).toMatch(/^After 10 blocks .* 1\.51·10⁻⁶ apart .* 5 with ReLU/);
  });
});
