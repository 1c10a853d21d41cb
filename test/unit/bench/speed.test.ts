import { describe, expect, test } from 'vitest';
import { describeLimit } from '../../../src/components/benchmark-words.ts';
import { growthOf, ratiosOf } from '../../../src/evidence/speed-benchmarks.ts';
import { FORMULAS_PER_ARTICLE, generateSite } from '../../bench/scale/generate.ts';
import { copySite } from '../../build/fixture-site.ts';

test('a ratio is taken round by round, not of the medians', () => {
  const timings = [
    { site: 100, bare: 100 },
    { site: 300, bare: 100 },
    { site: 200, bare: 400 },
  ];
  expect(ratiosOf(timings)).toEqual({ median: 1, low: 0.5, high: 3, rounds: 3 });
});

test('growth is told beside that of the claims, from the size before', () => {
  const size = (claims: number, seconds: number[], peakMiB: number) => ({
    claims,
    articles: claims / 2,
    formulas: claims * 5,
    rounds: seconds.map((s) => ({ seconds: s, peakMiB })) as [{ seconds: number; peakMiB: number }],
  });
  const sizes = [size(10, [10, 12, 30], 400), size(100, [36], 600)];
  expect(growthOf(sizes, 0)).toBeNull();
  expect(growthOf(sizes, 1)).toEqual({ claims: 10, seconds: 3, peakMiB: 1.5 });
});

test('a limit is said to be kept, or by how much it is missed', () => {
  expect(describeLimit(1.5, 1.5)).toBe('within 1.5');
  expect(describeLimit(3, 1.5)).toBe('above 1.5 by a factor of 2');
});

describe('a generated site', () => {
  test('has as many claims, articles and formulas as are asked for, each claim shown once in an article', () => {
    const site = copySite();
    try {
      const articles = generateSite(site, 6);
      const ids = site.list('src/claims/part-*/*.ts').map((file) => file.replace(/^.*[\\/]|\.ts$/g, ''));
      const texts = site.list('content/generated-*.mdx').map((file) => site.read(file));
      expect([articles, texts.length, ids.length]).toEqual([3, 3, 6]);
      const shown = texts.flatMap((text) => [...text.matchAll(/<Claim id="([^"]+)"/g)].map(([, id]) => id));
      expect(shown.sort()).toEqual(ids.sort());
      for (const text of texts) expect(text.match(/\$[^$]+\$/g)).toHaveLength(FORMULAS_PER_ARTICLE);
    } finally {
      site.remove();
    }
  });
});
