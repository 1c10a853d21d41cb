import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUILD_TIMEOUT_MS, copySite, type DevServer, type FixtureSite } from './fixture-site.ts';
import { articleOf, cardsOf, claimWith, PLANTED, SOUND_CLAIM } from './planted-claim.ts';

let site: FixtureSite;
let server: DevServer;
let ledger: string;

beforeAll(async () => {
  site = copySite();
  site.plant(PLANTED, SOUND_CLAIM);
  site.plant('content/guides/a-guide.mdx', articleOf(cardsOf('planted')).replace('order: 1', 'order: 9'));
  server = site.dev();
  const [, origin = ''] = await server.said(/Local +(http:\S+?)\/?\s/);
  ledger = `${origin}/claims/`;
}, BUILD_TIMEOUT_MS);
afterAll(async () => {
  await server.stop();
  site.remove();
});

/** The verdict that the ledger gives of the planted claim; null where it lists no such claim. */
async function published(): Promise<string | null> {
  const page = await (await fetch(ledger)).text();
  return /\/claims\/planted\/.*?data-word="(\w+)"/s.exec(page)?.[1] ?? null;
}

/** What the card of the planted claim says that its author must mend. */
async function told(at = `${ledger}planted/`): Promise<string | null> {
  const page = await (await fetch(at)).text();
  const problem = /<div class="author-problem[\s\S]*?<\/div>/.exec(page)?.[0];
  return (
    problem
      ?.replaceAll(/<[^>]*>|\s+/g, ' ')
      .replaceAll(/ +/g, ' ')
      .trim() ?? null
  );
}

test('the first page waits for the first verdicts', async () => {
  expect(await published()).toBe('holds');
  await server.said(/\d+ claims hold/);
});

test('a claim made false is told and shown, and the site goes on', async () => {
  site.plant(PLANTED, claimWith('tf.add(tf.matMul(W, x), tf.matMul(W, y))', 'tf.matMul(W, x)'));
  await server.said(/RefutedClaim: The claim "planted" is refuted: .*\n {2}hint: .*\n {2}at: {3}src\S+:15/);
  expect(await published()).toBe('refuted');
  expect(await told()).toMatch(
    /^RefutedClaim The claim &quot;planted&quot; is refuted: .* Mend the statement or its formulas.* src\/claims\/part-1-one-layer-folds\/planted\.ts:15$/,
  );
});

test('a file that cannot be loaded is told of wherever it is missed, and other claims keep their pages', async () => {
  site.plant(PLANTED, claimWith('initial: 16 })', 'initial: 16 )'));
  await server.said(/ClaimDoesNotRun: The claim "planted" cannot be run: ',' expected\./);
  for (const at of ['../guides/a-guide/', 'planted/', 'sigmoid-skip-folds/', '.'])
    expect
      .soft(await told(new URL(at, ledger).href), at)
      .toMatch(/^ClaimDoesNotRun The claim .*planted.* expected\. .*planted\.ts:8$/);
  expect(await (await fetch(`${ledger}sigmoid-skip-folds/`)).text()).toContain('class="claim-statement');
  expect(await published()).not.toBeNull();
  const forMachines = await fetch(new URL('../claims.json', ledger));
  expect(forMachines.status).toBe(500);
  // Astro's own page, which shows the sentence and the place.
  expect(await forMachines.text()).toContain('<title>ClaimDoesNotRun</title>');
});

test('mended it holds again, and no other claim was run', async () => {
  site.plant(PLANTED, SOUND_CLAIM);
  await server.said(/\d+ claims hold: 1 run/);
  expect(await published()).toBe('holds');
  expect(await told()).toBeNull();
});

test('an article is told what it lacks when it is saved', async () => {
  site.edit('content/one-layer-folds.mdx', 'part: 1\n', '');
  await server.said(/BrokenFrontmatter: The article does not say which part it belongs to\.\n {2}hint/);
  expect(await told(new URL('../one-layer-folds/', ledger).href)).toMatch(
    /^BrokenFrontmatter The article does/,
  );
  site.edit('content/one-layer-folds.mdx', 'sidebar:\n', 'part: 1\nsidebar:\n');
});

test('a frontmatter that is no YAML is told of by the page as well', async () => {
  site.edit('content/one-layer-folds.mdx', '  order: 1', '\torder: 1');
  await server.said(/at: {3}content\/one-layer-folds\.mdx:7/);
  expect((await fetch(new URL('../one-layer-folds/', ledger))).status).toBe(500);
  await server.said(/\[BrokenFrontmatter] The frontmatter is no YAML: tab characters/);
  site.edit('content/one-layer-folds.mdx', '\torder: 1', '  order: 1');
});

test('what all claims depend on judges them anew', async () => {
  site.edit('src/numerics/gamma.ts', /$/, '// Changed.\n');
  const [, run] = await server.said(/claims hold: (\d+) run/);
  // All but the experiments that take minutes.
  expect(Number(run)).toBeGreaterThan(30);
  await expect(published()).resolves.toBe('holds');
});

test('a changed configuration restarts the server and keeps what is known', async () => {
  site.edit('astro.config.mjs', /$/, '// Changed.\n');
  // In whichever order they come.
  await server.said(/(?=[\s\S]*\d+ claims hold: 0 run)(?=[\s\S]*restarted)/);
  expect(await published()).toBe('holds');
});

test('a claim removed is gone from the ledger', async () => {
  site.plant(PLANTED, null);
  await server.said(/\d+ claims hold/);
  expect(await published()).toBeNull();
});
