import { expect, test } from 'vitest';
import { choice, integer } from '../../../src/claim/parameters.ts';
import { describeSettings, readTexts, textsOf } from '../../../src/islands/settings-state.ts';

const parameters = {
  n: integer({ label: 'Width', min: 1, max: 64, initial: 8 }),
  g: choice({ label: 'Activation', options: ['relu', 'tanh'], initial: 'relu' }),
};

test('what is shown is read back as it was', () => {
  const values = { n: 16, g: 'tanh' };
  expect(readTexts(parameters, textsOf(values, 7))).toEqual({ ok: true, values, seed: 7 });
});

test('each field at fault gets its own sentence, and nothing is corrected', () => {
  expect(readTexts(parameters, { n: '65', g: 'relu', seed: '-1' })).toEqual({
    ok: false,
    problems: {
      n: 'Width is a whole number from 1 to 64, not "65".',
      seed: 'Seed is a whole number from 0 to 4294967295, not "-1".',
    },
  });
});

test('settings in words', () => {
  expect(describeSettings(parameters, { n: -16, g: 'tanh' }, 7).replaceAll('\u00a0', ' ')).toBe(
    'Width −16, Activation tanh, seed 7',
  );
});
