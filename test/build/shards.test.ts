import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EXPERIMENT_SKELETON } from '../../src/evidence/skeletons.ts';
import { BUILD_TIMEOUT_MS, copySite, type Ended, type FixtureSite } from './fixture-site.ts';
import { articleOf, cardsOf, claimWith, SOUND_CLAIM } from './planted-claim.ts';

const FOLDER = 'src/claims/part-1-one-layer-folds';
const SHARDS = ['1/3', '2/3', '3/3'];
const CLAIMS: Record<string, string> = {
  'an-experiment': EXPERIMENT_SKELETON,
  'one-claim': SOUND_CLAIM,
  'another-claim': SOUND_CLAIM,
  'a-third-claim': SOUND_CLAIM,
  'a-fourth-claim': SOUND_CLAIM,
};
const IDS = Object.keys(CLAIMS);
const PLANTED = `${FOLDER}/one-claim.ts`;

let site: FixtureSite;
let shards: Ended[];
let shardOf: Map<string, string>;

beforeAll(async () => {
  site = copySite();
  site.empty();
  for (const [id, text] of Object.entries(CLAIMS)) site.plant(`${FOLDER}/${id}.ts`, text);
  site.plant('content/index.mdx', articleOf(cardsOf(...IDS)));
  shards = await Promise.all(SHARDS.map((shard) => site.verify('--shard', shard)));
  shardOf = new Map(shards.flatMap(({ stdout }, k) => idsIn(stdout).map((id) => [id, `${k + 1}-3`])));
  site.keep();
}, BUILD_TIMEOUT_MS);
afterEach(() => site.restore());
afterAll(() => site.remove());

/** The claims that a ledger has rows of. */
const idsIn = (ledger: string) =>
  IDS.filter((id) => new RegExp(`^(?:holds|undecided) +${id} `, 'm').test(ledger));

test('three shards run every claim once, and no shard runs none', () => {
  for (const { exitCode, output } of shards) expect(exitCode, output).toBe(0);
  const ran = shards.map(({ stdout }) => idsIn(stdout));
  expect(ran.flat().sort()).toEqual([...IDS].sort());
  expect(ran.every((ids) => ids.length > 0)).toBe(true);
});

test('merged they are what one machine finds, to the byte, and what a build publishes', async () => {
  const [merged, alone] = await Promise.all([
    site.verify('--merge', 'shards', '--json'),
    site.verify('--json', '--fresh'),
  ]);
  expect(merged.exitCode, merged.output).toBe(0);
  expect(merged.stdout).toBe(alone.stdout);
  site.plant('evidence.json', merged.stdout);
  const { exitCode, output } = await site.astro(['build'], { EVIDENCE: 'evidence.json' });
  expect(exitCode, output).toBe(0);
  const published = JSON.parse(site.read('dist/claims.json')).claims;
  const runsOf = ({ id, runs }: { id: string; runs: unknown }) => ({ id, runs });
  expect(published.map(runsOf)).toEqual(JSON.parse(merged.stdout).claims.map(runsOf));
});

test('a claim that has changed since its shard ran it is not taken for judged', async () => {
  site.plant(PLANTED, claimWith('initial: 16', 'initial: 17'));
  const { exitCode, output } = await site.verify('--merge', 'shards', '--json');
  expect(exitCode).toBe(1);
  expect(output).toContain('OutdatedEvidence: The recorded evidence of "one-claim" in shards is older than');
});

test('a claim that no shard ran is not taken for judged', async () => {
  site.plant(`${FOLDER}/a-new-claim.ts`, SOUND_CLAIM);
  const { exitCode, output } = await site.verify('--merge', 'shards');
  expect(exitCode).toBe(1);
  expect(output).toContain('UnjudgedClaim: The claim "a-new-claim" has no evidence');
});

test('a false claim fails its shard, and what is merged from it', async () => {
  const shard = shardOf.get('one-claim') as string;
  site.plant(`shards/${shard}.json`, site.read(`shards/${shard}.json`));
  site.plant(PLANTED, claimWith('tf.add(tf.matMul(W, x), tf.matMul(W, y))', 'tf.add(tf.matMul(W, x), y)'));
  const failed = await site.verify('--shard', shard.replace('-', '/'));
  expect(failed.exitCode).toBe(1);
  expect(failed.output).toContain('RefutedClaim: The claim "one-claim" is refuted');
  const merged = await site.verify('--merge', 'shards');
  expect(merged.exitCode).toBe(1);
  expect(merged.output).toContain('RefutedClaim: The claim "one-claim" is refuted');
});

test('where Vitest cannot read a report it says so in a sentence', async () => {
  for (const text of ['["5.1.1"', '["0.0.1",[],[],[],0,{}]']) {
    site.plant('shards/2-3.json', text);
    const { exitCode, stdout, output } = await site.verify('--merge', 'shards', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).claims).toEqual([]);
    expect(output).toMatch(
      /^UnreadableEvidence: The reports of the shards in shards cannot be merged: Vitest cannot read them: .+\.\n {2}hint: Each shard writes one/m,
    );
  }
});
