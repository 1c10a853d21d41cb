import { expect, test } from 'vitest';
import { ACTIVATIONS } from '../../../src/claim/activations.ts';
import { RULES } from '../../../src/claim/optimizers.ts';
import { optionName } from '../../../src/islands/option-name.ts';

test('activations and optimizers are shown as the field writes them, and other words as they are', () => {
  expect(ACTIVATIONS.map(optionName)).toEqual([
    'ReLU',
    'sigmoid',
    'tanh',
    'GELU',
    'SiLU',
    'softplus',
    'linear',
  ]);
  expect(RULES.map(optionName)).toEqual(['SGD', 'momentum', 'Nesterov', 'RMSProp', 'Adam']);
  expect(optionName('sgd, clipped')).toBe('SGD, clipped');
  expect(optionName('one: Hw')).toBe('one: Hw');
});
