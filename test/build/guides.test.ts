import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUILD_TIMEOUT_MS, copySite, type FixtureSite } from './fixture-site.ts';

/*
 * What the guides for authors tell one to type is typed here, in their order, and ends in a site. A block of
 * shell is run; one with a title is the file of that name, or what stands in it in the place of the skeleton's.
 */

/** What makes lint, types and tests of a checkout. */
const TOOLS = ['test', 'vitest.config.ts', 'biome.json'];
const ROWS = 'test/support/dropped-hypotheses.ts';
const CLAIM = 'doubled-skip-folds';
const FILE = `src/claims/part-1-one-layer-folds/${CLAIM}.ts`;

interface Block {
  readonly language: string;
  readonly title: string | undefined;
  readonly code: string;
}

let site: FixtureSite;

beforeAll(async () => {
  site = copySite();
  for (const name of TOOLS) cpSync(name, join(site.root, name), { recursive: true });
  const { exitCode, output } = await site.commit('content/claim-changes.json');
  expect(exitCode, output).toBe(0);
}, BUILD_TIMEOUT_MS);
afterAll(() => site.remove());

function blocksOf(guide: string): Block[] {
  const fences = site.read(guide).matchAll(/^```(\w+)(?: title="([^"]+)")?.*\n([\s\S]*?)^```$/gm);
  return [...fences].map(([, language = '', title, code = '']) => ({ language, title, code }));
}

/** Does what a block tells. */
async function follow({ language, title, code }: Block): Promise<void> {
  if (language === 'sh') {
    const { exitCode, output } = await site.shell(code);
    expect(exitCode, output).toBe(0);
  } else if (title === ROWS) {
    site.edit(ROWS, new RegExp(`^ {2}'${CLAIM}': \\[\\n[\\s\\S]*?^ {2}\\],\\n`, 'm'), code);
  } else if (code.startsWith('<Claim')) {
    const [before] = site.list('content/*.mdx').filter((file) => site.read(file).includes(code));
    site.edit(before as string, `\n${code}`, '');
    site.edit(title as string, /$/, `\n${code}`);
  } else {
    expect(title).toBeDefined();
    site.plant(title as string, code);
  }
}

/** The claims and figures of a page, in its order. */
const shownBy = (page: string) =>
  [...site.read(page).matchAll(/data-(?:claim|figure)="([^"]+)"/g)].map(([, id]) => id);

/** Runs the tests that ask something of a new claim, lint, and the types of claims. */
async function checkClaim(): Promise<void> {
  const units = ['claim/hypotheses', 'claim/mutations', 'evidence/claim-changes'];
  const tests = units.map((name) => `test/unit/${name}.test.ts`).join(' ');
  for (const command of [
    `vitest run --project unit ${tests} -t '${CLAIM}|each claim says'`,
    `biome check --vcs-enabled=false ${FILE} ${ROWS}`,
    'tsc -p tsconfig.pure.json --outDir types',
  ]) {
    const { exitCode, output } = await site.shell(command);
    expect(exitCode, `${command}\n${output}`).toBe(0);
  }
}

test('writing a claim: the skeleton passes all that is asked of a claim, and so does what becomes of it', async () => {
  const [begin, ...others] = blocksOf('content/guides/write-a-claim.mdx') as [Block, ...Block[]];
  expect(begin.code).toBe(`npm run new -- claim ${CLAIM} part-1\n`);
  await follow(begin);
  await checkClaim();
  expect(others.map(({ title }) => title)).toContain(FILE);
  for (const block of others) await follow(block);
  await checkClaim();
});

test(
  'writing an article: the skeleton is sound, what becomes of it too, and both guides end in a site',
  async () => {
    const blocks = blocksOf('content/guides/write-an-article.mdx');
    expect(blocks.at(0)?.code).toMatch(/^npm run new -- article /);
    expect(blocks.at(-1)?.code).toBe('npm run build\n');
    for (const block of blocks) await follow(block);
    expect(shownBy('dist/doubled-skips/index.html')).toEqual([CLAIM, 'fold']);
    expect(shownBy('dist/one-layer-folds/index.html')).toContain(CLAIM);
    expect(site.read('dist/index.html').includes('Part 1 · Doubled skips')).toBe(true);
  },
  BUILD_TIMEOUT_MS,
);
