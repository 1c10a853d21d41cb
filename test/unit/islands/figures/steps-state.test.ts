import { describe, expect, test } from 'vitest';
import { integer } from '../../../../src/claim/parameters.ts';
import type { Poster } from '../../../../src/islands/figures/figure-state.ts';
import { type Goal, lastStepOf, type Reached, startOf } from '../../../../src/islands/figures/steps-state.ts';

const count = (label: string) => integer({ label, min: 0, max: 100, initial: 0 });
const poster: Poster = {
  id: 'unfolding',
  parameters: { n: count('Width') },
  views: { steps: count('Steps'), at: count('Point') },
  values: { n: 0, steps: 0, at: 0 },
  seed: 1,
  quantities: {},
};
const goalAt = (steps: number, given: { n?: number; at?: number; seed?: number } = {}): Goal => {
  const { n = 2, at = 0, seed = 1 } = given;
  return { settings: { values: { n, steps, at }, seed }, steps };
};
const reached: Reached = { ...goalAt(30), state: {} };

describe('the way to a step', () => {
  test('goes on from what was reached, whatever it is looked at', () => {
    expect(startOf(goalAt(40), reached, poster)).toBe(reached);
    expect(startOf(goalAt(30, { at: 9 }), reached, poster)).toBe(reached);
  });

  test.each([
    ['to an earlier step', goalAt(29)],
    ['with other parameters', goalAt(40, { n: 3 })],
    ['with another seed', goalAt(40, { seed: 2 })],
  ])('%s begins at the start', (_, goal) => {
    expect(startOf(goal, reached, poster)).toEqual({ ...goal, steps: 0, state: null });
  });

  test('ends where the figure says', () => {
    expect(lastStepOf(poster)).toBe(100);
    expect(() => lastStepOf({ ...poster, views: {} })).toThrow(/declares a view named "steps"/);
  });
});
