import { expect, test } from 'vitest';
import { describeMiddle, shortSpread, spreadOf } from '../../../../src/islands/figures/spread.ts';

test.each([
  [[3], { low: 3, middle: 3, high: 3 }],
  [[4, 1, 3, 2, 5], { low: 2, middle: 3, high: 4 }],
  [[1, 2], { low: 1.25, middle: 1.5, high: 1.75 }],
  [[1, Number.NaN, 2, 3], { low: 1.75, middle: 2.5, high: null }],
  [[Number.NaN, Number.POSITIVE_INFINITY, 1], { low: null, middle: null, high: null }],
])('quartiles of %j', (values, spread) => expect(spreadOf(values)).toEqual(spread));

test('a page carries four digits, and shows three of a middle', () => {
  expect(shortSpread({ low: 1.23456, middle: null, high: 123456 })).toEqual({
    low: 1.235,
    middle: null,
    high: 123500,
  });
  expect(describeMiddle({ low: 1, middle: 20_894_483_218_432, high: null })).toBe('2.09·10¹³');
  expect(describeMiddle({ low: 1, middle: null, high: null })).toBe('diverged');
});
