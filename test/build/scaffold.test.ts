import { afterAll, beforeAll, expect, test } from 'vitest';
import { copySite, type FixtureSite } from './fixture-site.ts';

let site: FixtureSite;

beforeAll(() => {
  site = copySite();
});
afterAll(() => site.remove());

// That what is written passes all that is asked of it: guides.test.ts.
test('a new claim says what else was written for it, and what it still needs', async () => {
  const { exitCode, stdout } = await site.scaffold('claim', 'a-claim-of-my-own', 'part-2');
  expect(exitCode).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "src/claims/part-2-what-stops-the-fold/a-claim-of-my-own.ts is written: a claim that holds. Its name is its permanent id.
    test/support/dropped-hypotheses.ts takes its hypothesis away: change the row when you change the hypothesis.
    content/claim-changes.json has it as new: npm run record, once more, when it says what you want.
    content/what-stops-the-fold.mdx shows it, at the end: move <Claim id="a-claim-of-my-own" /> to where the argument needs it.
    Next: npm run dev, or npm run verify -- a-claim-of-my-own
    "
  `);
});

test('a new article stands last in its part, and shows the claim that is named', async () => {
  const { exitCode, stdout } = await site.scaffold('article', 'mine', 'part-3', 'a-claim-of-my-own');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('content/mine.mdx is written: an article that shows "a-claim-of-my-own"');
  expect(site.read('content/mine.mdx')).toMatch(/^part: 3\nsidebar:\n {2}order: 2$/m);
  await site.scaffold('claim', 'another-of-my-own', 'part-3');
  expect(site.read('content/mine.mdx')).toContain('<Claim id="another-of-my-own" />');
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
  [['article', 'another', 'part-9'], 'No part is named "part-9"'],
  [['article', 'another', 'part-1', 'one-layer-skip-fold'], 'Did you mean "one-layer-skip-folds"?'],
  [[], 'Usage: npm run new'],
])('%j is answered with a sentence and writes nothing', async (args, sentence) => {
  const { exitCode, output } = await site.scaffold(...args);
  expect(exitCode).toBe(1);
  expect(output).toContain(sentence);
  expect(site.has('content/another.mdx')).toBe(false);
});
