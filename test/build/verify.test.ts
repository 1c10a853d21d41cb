import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { reportSchema } from '../../src/evidence/report-schema.ts';
import { copySite, type FixtureSite } from './fixture-site.ts';
import { cardsOf, claimWith, PLANTED, SOUND_CLAIM } from './planted-claim.ts';

const ID = 'planted';

let site: FixtureSite;

beforeAll(() => {
  site = copySite();
  site.plant(PLANTED, SOUND_CLAIM);
  site.keep();
});
afterEach(() => site.restore());
afterAll(() => site.remove());

test('a claim that holds: one row, and 0', async () => {
  const { exitCode, stdout } = await site.verify(ID);
  expect(exitCode).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "verdict  claim    backend  error  bound  trials  false pass  control  why
    holds    planted  cpu      0      0      11      10^-31.5    refuted

    1 of 1 claims hold: 1 run, 0 unchanged and taken from the cache.
    "
  `);
});

test('all claims: a row for each case, and 0', async () => {
  const { exitCode, stdout } = await site.verify();
  expect(exitCode).toBe(0);
  const { formulas, experiments } = site.claims();
  for (const id of formulas) expect(stdout).toMatch(new RegExp(`^holds +${id} `, 'm'));
  for (const id of experiments)
    expect(stdout).toMatch(new RegExp(`^(?:holds|refuted|undecided) +${id} `, 'm'));
});

test('a claim that is false: its row, the sentence, and 1', async () => {
  site.plant(PLANTED, claimWith('tf.add(tf.matMul(W, x), tf.matMul(W, y))', 'tf.matMul(W, x)'));
  const { exitCode, stdout, output } = await site.verify(ID);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^refuted +planted +cpu +\d+ +0 +1 +– +refuted$/m);
  expect(output).toMatch(
    /^RefutedClaim: The claim "planted" is refuted: .+\n {2}hint: .+\n {2}at: {3}src\S+:15\n {2}page: \/reference\/errors\/refuted-claim\/$/m,
  );
});

test('a claim that throws is a row as well, and 1', async () => {
  site.plant(PLANTED, claimWith('draw.weights(n, n),', 'draw.weights(n, n + missing),'));
  const { exitCode, stdout } = await site.verify(ID);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^undecided +planted .*not run$/m);
});

test('an unknown claim: the nearest one, nothing on stdout, and 1', async () => {
  const { exitCode, stdout, output } = await site.verify('plated');
  expect({ exitCode, stdout, output }).toMatchInlineSnapshot(`
    {
      "exitCode": 1,
      "output": "UnknownClaim: No claim is named "plated".
      hint: Did you mean "planted"? A claim's id is its file name under src/claims/.
      page: /reference/errors/unknown-claim/
    ",
      "stdout": "",
    }
  `);
});

test('an unknown option: how it is used, and 1', async () => {
  const { exitCode, stdout, output } = await site.verify('--jsno');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(output).toContain('Usage: npm run verify [-- ID… --fresh --json]');
});

test.each([
  [['--shard', '4/3'], '--shard takes which machine of how many'],
  [['--shard', '1/3', ID], '--shard takes neither ids nor --json'],
  [['--shard', '1/3', '--merge', 'shards'], '--merge are four different things to do.'],
])('%j: why not, how it is used, and 1', async (args, sentence) => {
  const { exitCode, stdout, output } = await site.verify(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(output).toContain(sentence);
});

test('the same run twice gives the same JSON, from the cache or not, and a build takes it, npm’s banner included', async () => {
  site.edit('content/index.mdx', /$/, `\n${cardsOf(ID)}\n`);
  const first = await site.verify('--json');
  const report = reportSchema.parse(JSON.parse(first.stdout));
  // A part of it twice: an exact claim, and one with a survey.
  const some = [ID, 'sigmoid-skip-folds'];
  const again = await site.verify(...some, '--json', '--fresh');
  expect(JSON.parse(again.stdout).claims).toEqual(report.claims.filter(({ id }) => some.includes(id)));
  site.plant(
    'evidence.json',
    `\n> skip-two@0.1.0 verify\n> node src/evidence/verify.ts --json\n\n${first.stdout}`,
  );
  const { exitCode, output } = await site.astro(['build'], { EVIDENCE: 'evidence.json' });
  expect(exitCode, output).toBe(0);
  const published = JSON.parse(site.read('dist/claims.json')).claims;
  expect(published.map(({ id, runs }: { id: string; runs: unknown }) => ({ id, runs }))).toEqual(
    report.claims.map(({ id, runs }) => ({ id, runs })),
  );
});
