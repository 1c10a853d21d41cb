import { afterAll, beforeAll, expect, test } from 'vitest';
import { copySite, type FixtureSite } from './fixture-site.ts';

let site: FixtureSite;

beforeAll(() => {
  site = copySite();
});
afterAll(() => site.remove());

test('a new claim holds as it is written, and a new article shows a claim', async () => {
  expect(await site.scaffold('claim', 'a-claim-of-my-own', 'part-2')).toMatchObject({ exitCode: 0 });
  expect(await site.verify('a-claim-of-my-own')).toMatchObject({ exitCode: 0 });
  expect(await site.scaffold('article', 'an-article-of-my-own')).toMatchObject({ exitCode: 0 });
  const { exitCode, output } = await site.astro(['build']);
  expect(exitCode, output).toBe(0);
  expect(site.read('dist/an-article-of-my-own/index.html')).toContain('data-claim="');
  expect(site.has('dist/claims/a-claim-of-my-own/index.html')).toBe(true);
});

test.each([
  [['claim', 'Two Words'], '"Two Words" is not a name'],
  [['claim', '../escape'], '"../escape" is not a name'],
  [
    ['claim', 'one-layer-skip-folds'],
    'exists already: src/claims/part-1-one-layer-folds/one-layer-skip-folds.ts',
  ],
  [['claim', 'another', 'part-9'], 'No part is named "part-9"; there are part-1-one-layer-folds'],
  [['article', 'index'], 'content/index.mdx exists already'],
  [[], 'Usage: npm run new'],
])('%j is answered with a sentence and writes nothing', async (args, sentence) => {
  const { exitCode, output } = await site.scaffold(...args);
  expect(exitCode).toBe(1);
  expect(output).toContain(sentence);
});
