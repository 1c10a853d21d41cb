import { describe, expect, test } from 'vitest';
import {
  describeMatrix,
  describeOrigin,
  describeWays,
  type FoldState,
  formatEntry,
  nextFold,
  waysOf,
} from '../../../src/islands/fold-state.ts';
import { aDevice } from './examples.ts';

const column = (...entries: number[]) => entries.map((x) => [x]);
const quantities = {
  skipped: column(0.75, -1),
  gSkipped: column(0.75, 0),
  folded: column(0.75, -1),
  gFolded: column(0.75, 0),
  forgotten: column(0.5, -2),
  gForgotten: column(0.5, 0),
};
const poster: FoldState = { quantities, computedOn: null, computing: false, problem: null };

describe('both ways', () => {
  test('agree where nothing is forgotten', () => {
    expect(describeWays(waysOf(quantities, false))).toBe('Both ways agree in all 2 entries.');
  });

  test('differ where the identity is, but for what the activation hides', () => {
    const broken = waysOf(quantities, true);
    expect(broken.same).toEqual([false, true]);
    expect(describeWays(broken)).toBe('The two ways differ in 1 of 2 entries.');
  });
});

describe('numbers', () => {
  test('stay on the page while newer ones are computed, and where they cannot be had', () => {
    const asked = nextFold(poster, { type: 'asked' });
    expect(asked).toMatchObject({ quantities, computing: true });
    const failed = nextFold(asked, { type: 'failed', sentence: 'No device.' });
    expect(failed.quantities).toBe(quantities);
    expect(describeOrigin(failed)).toBe('No device. The numbers shown are the previous ones.');
  });

  test('say where they come from', () => {
    const tensor = { shape: [1, 2], data: Float32Array.of(1, 2) };
    const drawing = { device: aDevice({ backend: 'webgl' }), quantities: { W: tensor } };
    const drawn = nextFold(poster, { type: 'drawn', drawing });
    expect(drawn.quantities).toEqual({ W: [[1, 2]] });
    expect(describeOrigin(drawn)).toBe('Computed on your device, on WebGL.');
    expect(describeOrigin(poster)).toMatch(/^Computed when this site was built/);
  });

  test.each([
    [-0.75, '−¾'],
    [1.25, '1¼'],
    [2, '2'],
    [-1.875, '−1.875'],
    [0.731_058_578, '0.7311'],
  ])('%s fits in a cell as %s', (x, text) => {
    expect(formatEntry(x)).toBe(text);
  });

  test('a matrix is read aloud row by row', () => {
    expect(describeMatrix('W', [[0.25, -1]])).toBe('W, 1 by 2; row 1: 0.25, −1');
  });
});
