import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choice, initialValues, integer } from '../../../src/claim/parameters.ts';
import { readPermalink, writePermalink } from '../../../src/claim/permalink.ts';
import { seeds, valuesOf } from '../../support/arbitraries.ts';

const parameters = {
  n: integer({ label: 'Width', min: 1, max: 512, initial: 16 }),
  g: choice({ label: 'Activation', options: ['relu', 'tanh'], initial: 'relu' }),
};
const fallback = { values: initialValues(parameters), seed: 7 };
const read = (fragment: string) => readPermalink(fragment, parameters, fallback);

describe('a permalink', () => {
  test('restores what it was made of', () => {
    fc.assert(
      fc.property(valuesOf(parameters), seeds, (values, seed) => {
        expect(read(`#${writePermalink(values, seed)}`)).toEqual({ values, seed, problem: null });
      }),
    );
  });

  test('restores every choice from what a browser makes of it', () => {
    const starts = {
      start: choice({ label: 'Start', options: ['W₀', 'I + W₀/√L', '100 %', 'a=b&c'], initial: 'W₀' }),
    };
    const initial = { values: initialValues(starts), seed: 7 };
    for (const start of starts.start.options) {
      const { hash } = new URL(`#${writePermalink({ start }, 3)}`, 'http://localhost/claims/');
      expect(readPermalink(hash, starts, initial)).toEqual({ values: { start }, seed: 3, problem: null });
    }
    // Made by hand, and copied from where nothing was escaped.
    expect(readPermalink('#v=1&start=I + W₀/√L', starts, initial).values).toEqual({ start: 'I + W₀/√L' });
  });

  test.each(['', '#', '#_top', '#statement'])('"%s" is not one, and nothing is said', (fragment) => {
    expect(read(fragment)).toEqual({ ...fallback, problem: null });
  });

  test.each([
    [
      '#v=1&n=9999999&seed=3',
      { values: { n: 16, g: 'relu' }, seed: 3 },
      'Width is a whole number from 1 to 512, not "9999999"',
    ],
    [
      '#v=1&n=8&g=%3Cscript%3E',
      { values: { n: 8, g: 'relu' }, seed: 7 },
      'Activation is one of relu, tanh, not "<script>"',
    ],
    ['#v=1&n=8&g=%E0%A4', { values: { n: 8, g: 'relu' }, seed: 7 }, 'Activation is one of relu, tanh'],
    ['#v=1&n=1e3', fallback, 'Width is a whole number'],
    ['#v=1&n=8&n=Infinity', { values: { n: 8, g: 'relu' }, seed: 7 }, 'Width is a whole number'],
    ['#v=1&seed=-1', fallback, 'Seed is a whole number'],
    ['#v=1&colour=red', fallback, 'something that is not there to be set'],
    ['#v=1&__proto__=1', fallback, 'something that is not there to be set'],
    ['#v=2&n=8', fallback, 'another version'],
    ['#n=8', fallback, 'another version'],
    [`#v=1&n=${'9'.repeat(600)}`, fallback, 'too long'],
  ])('%s keeps what it can and says the rest in a sentence', (fragment, expected, sentence) => {
    const { problem, ...restored } = read(fragment);
    expect(restored).toEqual(expected);
    expect(problem).toContain(sentence);
  });

  test('any text whatever gives declared values and at most one sentence', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((s) => `v=1&n=${s}`),
          fc.string().map((s) => `v=1&${s}=1&seed=${s}`),
        ),
        (text) => {
          const { values, seed, problem } = read(`#${text}`);
          expect(Object.keys(values).sort()).toEqual(['g', 'n']);
          expect(Number.isInteger(values.n) && Number(values.n) >= 1 && Number(values.n) <= 512).toBe(true);
          expect(parameters.g.options).toContain(values.g);
          expect(Number.isInteger(seed)).toBe(true);
          expect(problem === null || (problem.length < 250 && problem.endsWith('.'))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
