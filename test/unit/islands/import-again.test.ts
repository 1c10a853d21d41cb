import { expect, test } from 'vitest';
import { importAgain } from '../../../src/islands/import-again.ts';

const missing = () => new TypeError('Failed to fetch dynamically imported module');

/** An import that fails so, time after time, and then comes. */
function importOf(...failures: readonly Error[]) {
  let tries = 0;
  const load = async () => {
    const failure = failures[tries++];
    if (failure) throw failure;
    return 'the code';
  };
  return { load, tries: () => tries };
}

test('code that does not come is asked for again, and each wait is told', async () => {
  const { load, tries } = importOf(missing(), missing());
  let waits = 0;
  expect(await importAgain(load, () => waits++, [1, 1])).toBe('the code');
  expect([tries(), waits]).toEqual([3, 2]);
});

test('after the last try it is at fault', async () => {
  const { load, tries } = importOf(missing(), missing(), missing());
  await expect(importAgain(load, () => {}, [1, 1])).rejects.toThrow('Failed to fetch');
  expect(tries()).toBe(3);
});

test('code that came and threw is not asked for again', async () => {
  const { load, tries } = importOf(new TypeError('x is not a function'));
  await expect(importAgain(load, () => {}, [1])).rejects.toThrow('x is not a function');
  expect(tries()).toBe(1);
});
