import { expect, test } from 'vitest';
import type { Witness } from '../../../src/claim/claim.ts';
import claim from '../../../src/claims/part-2-what-stops-the-fold/monotone-unit-has-no-threshold-for-xor.ts';
import { randomFrom } from '../../../src/numerics/random.ts';

/*
 * `monotone-unit-has-no-threshold-for-xor` tries a few weights for all: every order in which the four
 * arguments m·x can stand must be among them, and every cut between them.
 */

const drawn = (claim as Witness).draw({ reach: 2 }, randomFrom(1));
const [m1, m2, cuts] = ['m1', 'm2', 'cuts'].map((name) => [...(drawn[name]?.data ?? [])]) as [
  number[],
  number[],
  number[],
];
const argumentsOf = (a: number, b: number) => [0, b, a, a + b];
/** Which of each two arguments is larger, or that they are equal. */
const orderOf = (s: readonly number[]) => s.flatMap((x) => s.map((y) => Math.sign(x - y))).join();
/** The sets of points above some cut, the empty one and the full one included. */
const setsAbove = (s: readonly number[], at: readonly number[]) =>
  new Set(at.map((cut) => s.map((x) => (x > cut ? 1 : 0)).join('')));

const tried = m1.map((a, i) => argumentsOf(a, m2[i] as number));

test('the orders of a hundred thousand random weights are all among those tried', () => {
  const orders = new Set(tried.map(orderOf));
  const random = randomFrom(3);
  const met = new Set<string>();
  for (let i = 0; i < 100_000; i++) {
    // Coarse numbers, so that equal ones occur, and fine ones.
    const weight = () => (i % 2 === 0 ? random.integer(-9, 9) : random.unit() - 0.5);
    met.add(orderOf(argumentsOf(weight(), weight())));
  }
  expect([...met].filter((order) => !orders.has(order))).toEqual([]);
  expect(met.size).toBe(orders.size);
});

test('the cuts tried part the arguments in every way there is, and none stands on an argument', () => {
  for (const s of tried) {
    const between = [...s, ...s.map((x) => x - 0.5), Math.max(...s) + 1];
    expect(setsAbove(s, cuts)).toEqual(setsAbove(s, between));
    expect(s.some((x) => cuts.includes(x))).toBe(false);
  }
});
