import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCircles, premisesOf, type Using, usersOf } from '../../../src/evidence/claim-graph.ts';

/** Claims that use only claims before them: no circle is possible. */
const sound = fc
  .array(fc.array(fc.nat(99), { maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .map((rows): Using[] =>
    rows.map((row, i) => ({
      id: `claim-${i}`,
      uses: i === 0 ? [] : [...new Set(row)].map((k) => `claim-${k % i}`),
    })),
  );

test('claims that use only earlier ones make no circle, in whatever order they are given', () => {
  fc.assert(
    fc.property(
      sound.chain((claims) => fc.shuffledSubarray(claims, { minLength: claims.length })),
      (claims) => {
        expect(findCircles(claims)).toEqual([]);
      },
    ),
  );
});

test('where a premise uses what rests on it, there is a circle, and each step of it is a use', () => {
  fc.assert(
    fc.property(sound, fc.nat(), fc.nat(), (claims, i, j) => {
      const user = claims[i % claims.length] as Using;
      const premises = [user.id, ...premisesOf(claims, user.id)];
      const premise = premises[j % premises.length] as string;
      const closed = claims.map((claim) =>
        claim.id === premise ? { ...claim, uses: [...claim.uses, user.id] } : claim,
      );
      const circles = findCircles(closed);
      expect(circles.length).toBeGreaterThan(0);
      for (const circle of circles)
        circle.forEach((id, k) => {
          const next = circle[(k + 1) % circle.length] as string;
          expect(closed.find((claim) => claim.id === id)?.uses).toContain(next);
        });
    }),
  );
});

test('a circle is named in its order, from the first claim given', () => {
  const claims = [
    { id: 'before', uses: ['b'] },
    { id: 'a', uses: ['b'] },
    { id: 'b', uses: ['c'] },
    { id: 'c', uses: ['a'] },
    { id: 'itself', uses: ['itself'] },
  ];
  expect(findCircles(claims)).toEqual([['b', 'c', 'a'], ['itself']]);
});

test('a claim rests on what it uses and on what that uses; its users are the direct ones', () => {
  const claims = [
    { id: 'ground', uses: [] },
    { id: 'wall', uses: ['ground'] },
    { id: 'roof', uses: ['wall', 'ground'] },
    { id: 'tree', uses: ['ground'] },
  ];
  expect(premisesOf(claims, 'roof')).toEqual(new Set(['wall', 'ground']));
  expect(premisesOf(claims, 'ground')).toEqual(new Set());
  expect(usersOf(claims, 'ground')).toEqual(['wall', 'roof', 'tree']);
});
