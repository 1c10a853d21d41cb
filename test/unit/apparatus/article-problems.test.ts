import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  problemsOfFrontmatter,
  problemsOfNames,
  unusedClaims,
} from '../../../src/apparatus/article-problems.ts';
import { readArticles } from '../../../src/apparatus/articles.ts';
import { frontmatterJsonSchema } from '../../../src/apparatus/frontmatter.ts';
import { claimFiles } from '../../../src/evidence/claim-files.ts';
import { claimsShownIn } from '../../../src/evidence/shown-claims.ts';
import { snippetsOf } from '../../support/snippets.ts';

const article = (id: string, frontmatter: string) => ({
  id,
  file: `content/${id}.mdx`,
  text: `---\n${frontmatter}\n---\n\nWords.\n`,
});
const SOUND = 'title: A title\ndescription: A sentence.\npart: 1\nsidebar:\n  order: 7';
const saidOf = (id: string, frontmatter: string) =>
  problemsOfFrontmatter([article(id, frontmatter)]).map(
    ({ message, location }) => `${message} ${location?.line}`,
  );

test('the articles there are have what they need', () => {
  const articles = readArticles('.');
  expect(articles.length).toBeGreaterThan(10);
  expect(problemsOfFrontmatter(articles)).toEqual([]);
});

test.each([
  ['description: A sentence.', 'descripton: A sentence.', 'The frontmatter has no field "descripton". 3'],
  ['order: 7', 'oder: 7', 'The frontmatter has no field "sidebar.oder". 6'],
  [
    'order: 7',
    'order: last',
    'The frontmatter’s "sidebar.order" is wrong. It must be a number: pages stand in its order. 6',
  ],
  ['order: 7', 'label: Short', 'The article does not say where it stands in the sidebar. 1'],
  [
    'part: 1\n',
    'part: one\n',
    'The frontmatter’s "part" is wrong. It must be the number of a part, such as 2. 4',
  ],
  ['part: 1\n', '', 'The article does not say which part it belongs to. 1'],
  ['title: A title', "title: ''", 'The frontmatter’s "title" is wrong. It must be a title in words. 2'],
  ['title: A title', 'title: A: title', 'The frontmatter is no YAML: bad indentation of a mapping entry. 2'],
  [
    '  order: 7',
    '\torder: 7',
    'The frontmatter is no YAML: tab characters must not be used in indentation. 6',
  ],
])('%j made %j is told with its line', (from, to, said) => {
  expect(SOUND).toContain(from);
  expect(saidOf('an-article', SOUND)).toEqual([]);
  const [first] = saidOf('an-article', SOUND.replace(from, to));
  expect(first).toBe(said);
});

test.each([
  ['no frontmatter', 'Words.\n'],
  ['no end', `---\n${SOUND}\n\nWords.\n`],
])('a frontmatter with %s is told', (_, text) => {
  expect(problemsOfFrontmatter([{ ...article('a', ''), text }])).toMatchObject([
    {
      message: 'The frontmatter does not begin and end with a line `---`.',
      location: { file: 'content/a.mdx', line: 1 },
    },
  ]);
});

test('a page outside of the argument has no part', () => {
  expect(saidOf('reference/a-page', SOUND)).toEqual(['Only the articles of the argument have a part. 4']);
  expect(saidOf('reference/a-page', SOUND.replace('part: 1\n', ''))).toEqual([]);
});

test('two articles in one place are told, the second of them', () => {
  const [problem, ...others] = problemsOfFrontmatter([article('a', SOUND), article('b', SOUND)]);
  expect(problem).toMatchObject({
    message: 'The article has the same place as content/a.mdx.',
    location: { file: 'content/b.mdx', line: 6 },
  });
  expect(others).toEqual([]);
});

test('two claims of one name are told, the second of them', () => {
  const root = mkdtempSync(join(tmpdir(), 'skip-two-names-'));
  for (const part of ['part-1-one', 'part-2-two']) {
    mkdirSync(join(root, 'src/claims', part), { recursive: true });
    writeFileSync(join(root, 'src/claims', part, 'a-claim.ts'), '');
  }
  expect(problemsOfNames(root, [])).toMatchObject([
    {
      message: 'Two claims are named "a-claim": the other is src/claims/part-1-one/a-claim.ts.',
      location: { file: 'src/claims/part-2-two/a-claim.ts' },
    },
  ]);
  rmSync(root, { recursive: true });
});

test('an article that ends with .md would be read by nobody', () => {
  const root = mkdtempSync(join(tmpdir(), 'skip-two-names-'));
  mkdirSync(join(root, 'content/part'), { recursive: true });
  writeFileSync(join(root, 'content/an-article.mdx'), '');
  expect(problemsOfNames(root, [])).toEqual([]);
  writeFileSync(join(root, 'content/part/another.md'), '');
  expect(problemsOfNames(root, [])).toMatchObject([
    { name: 'WrongFileName', location: { file: 'content/part/another.md' } },
  ]);
  rmSync(root, { recursive: true });
});

test('editors know the same fields: npx vitest run --project unit -u writes them anew', async () => {
  const schema = `${JSON.stringify(frontmatterJsonSchema(), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot('../../../.vscode/frontmatter.schema.json');
});

test('a claim is shown by its card and not by code that quotes one', () => {
  const text =
    'Here <Claim id="one" />, `<Claim id="two" />` and\n\n````mdx\n```\n<Claim id="three" />\n```\n````\n\n<Claim\n  id="four"\n/>';
  expect(claimsShownIn(text)).toEqual(['one', 'four']);
});

test('a claim that no article shows is told, but not where one shows a claim that there is not', () => {
  const shown = claimFiles('.').map(({ id }) => id);
  const showing = (ids: readonly string[]) => ({
    ...article('a', SOUND),
    text: ids.map((id) => `<Claim id="${id}" />`).join('\n'),
  });
  expect(unusedClaims('.', [showing(shown)])).toEqual([]);
  expect(unusedClaims('.', [showing(shown.slice(1))])).toMatchObject([
    { name: 'UnusedClaim', message: `No article shows the claim "${shown[0]}".` },
  ]);
  expect(unusedClaims('.', [showing([...shown.slice(1), 'misspelt'])])).toEqual([]);
  expect(unusedClaims('.', [{ ...showing(shown.slice(1)), text: '<Claim id={computed} />' }])).toEqual([]);
});

test('the editor’s snippet of a frontmatter is sound', () => {
  const text = snippetsOf('mdx').get('frontmatter') as string;
  expect(problemsOfFrontmatter([{ ...article('a', ''), text }])).toEqual([]);
});
