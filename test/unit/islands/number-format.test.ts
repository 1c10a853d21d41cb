import { expect, test } from 'vitest';
import { formatApart, formatDuration, formatNumber, powerOfTen } from '../../../src/islands/number-format.ts';

test.each([
  [0, '0'],
  [-3, '−3'],
  [1234, '1234'],
  [16_777_216, '16\u202f777\u202f216'],
  [0.125, '0.125'],
  [-0.000_000_123_4, '−1.23·10⁻⁷'],
  [1234.5678, '1230'],
  [9.996e-8, '1·10⁻⁷'],
  [Number.NaN, 'not a finite number'],
  [null, 'not a finite number'],
])('%s is written %s', (x, text) => {
  expect(formatNumber(x)).toBe(text);
});

test('numbers that differ are written so that one sees it', () => {
  expect(formatApart(0.5, 0.500_000_06)).toEqual(['0.5', '0.5000001']);
  expect(formatApart(7, 7)).toEqual(['7', '7']);
});

test('powers and durations', () => {
  expect(powerOfTen(-29)).toBe('10⁻²⁹');
  expect([0.2, 12.6].map(formatDuration)).toEqual(['less than 1 ms', '13 ms']);
});
