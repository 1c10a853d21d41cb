import { describe, expect, test } from 'vitest';
import fold from '../../../../src/claims/figures/fold.ts';
import {
  builtFigure,
  describeOrigin,
  nextFigure,
  wordOf,
} from '../../../../src/islands/figures/figure-state.ts';
import { aDevice } from '../examples.ts';
import { aPoster } from './posters.ts';

const poster = aPoster('fold', fold);
const built = builtFigure(poster);
const drawing = {
  device: aDevice({ backend: 'webgl' }),
  quantities: { W: { shape: [1, 2], data: Float32Array.of(1, 2) } },
};
const settings = { values: { n: 1 }, seed: 9 };

describe('numbers', () => {
  test('stay on the page while newer ones are computed, and where they cannot be had', () => {
    const asked = nextFigure(built, { type: 'asked' });
    expect(asked).toMatchObject({ quantities: poster.quantities, computing: true });
    const failed = nextFigure(asked, { type: 'failed', sentence: 'No device.' });
    expect(failed.quantities).toBe(poster.quantities);
    expect(describeOrigin(failed)).toBe('No device. The numbers shown are the previous ones.');
    expect([built, asked, failed].map(wordOf)).toEqual(['built', 'computing', 'failed']);
  });

  test('say where they come from, and what they were computed for', () => {
    const drawn = nextFigure(built, { type: 'drawn', drawing, settings, isLast: true });
    expect(drawn.quantities).toEqual({ W: [[1, 2]] });
    expect(drawn.computedFor).toBe(settings);
    expect(describeOrigin(drawn)).toBe('Computed on your device, on WebGL.');
    expect(describeOrigin(built)).toMatch(/^Computed when this site was built/);
    expect(wordOf(drawn)).toBe('computed');
  });

  test('that are not the latest asked for are shown, and more are awaited', () => {
    const drawn = nextFigure(built, { type: 'drawn', drawing, settings, isLast: false });
    expect(drawn.quantities).toEqual({ W: [[1, 2]] });
    expect(wordOf(drawn)).toBe('computing');
  });
});
