import { describe, expect, test } from 'vitest';
import fold from '../../../../src/claims/figures/fold.ts';
import { describeWays, speakOutputs, tableOf, waysOf } from '../../../../src/islands/figures/fold-state.ts';
import { describeMatrix, formatEntry } from '../../../../src/islands/matrix-state.ts';
import { aPoster } from './posters.ts';

const column = (...entries: number[]) => entries.map((x) => [x]);
const quantities = {
  skipped: column(0.75, -1),
  gSkipped: column(0.75, 0),
  folded: column(0.75, -1),
  gFolded: column(0.75, 0),
  forgotten: column(0.5, -2),
  gForgotten: column(0.5, 0),
};

describe('both ways', () => {
  test('agree where nothing is forgotten', () => {
    expect(describeWays(waysOf(quantities, false), 'sigmoid')).toBe(
      'With sigmoid, both ways agree in all 2 entries.',
    );
  });

  test('differ where the identity is, but for what the activation hides', () => {
    const broken = waysOf(quantities, true);
    expect(broken.same).toEqual([false, true]);
    expect(describeWays(broken, 'relu')).toBe('With ReLU, the two ways differ in 1 of 2 entries.');
  });

  test('are heard where the sentence stays as it was', () => {
    expect(speakOutputs(waysOf(quantities, true))).toBe('With the skip the outputs are ¾, 0.');
  });

  test('are taken away entry by entry', () => {
    const { header, rows } = tableOf(aPoster('fold', fold).quantities);
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(row).toHaveLength(header.length);
      expect(row[header.indexOf('g(Wa+b+a)')]).toBe(row[header.indexOf('g((W+I)a+b)')]);
    }
  });
});

describe('a matrix', () => {
  test.each([
    [-0.75, '−¾'],
    [1.25, '1¼'],
    [2, '2'],
    [-1.875, '−1.875'],
    [0.731_058_578, '0.7311'],
  ])('has %s in a cell as %s', (x, text) => {
    expect(formatEntry(x)).toBe(text);
  });

  test('is read aloud row by row', () => {
    expect(describeMatrix('W', [[0.25, -1]])).toBe('W, 1 by 2; row 1: 0.25, −1');
  });
});
