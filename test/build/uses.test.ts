import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EXPERIMENT_SKELETON } from '../../src/evidence/skeletons.ts';
import { BUILD_TIMEOUT_MS, copySite, type FixtureSite } from './fixture-site.ts';
import { articleOf, cardsOf, claimWith, PLANTED, SOUND_CLAIM } from './planted-claim.ts';
import { problemIn } from './problem-in.ts';

const fileOf = (id: string) => PLANTED.replace('planted', id);
const using = (...ids: string[]) =>
  claimWith("sources: ['he2015resnet'],", `sources: ['he2015resnet'],\n  uses: ${JSON.stringify(ids)},`);

let site: FixtureSite;

beforeAll(() => {
  site = copySite();
  site.empty();
  site.plant('content/index.mdx', articleOf(cardsOf('planted', 'premise')));
  site.plant(PLANTED, SOUND_CLAIM);
  site.plant(fileOf('premise'), SOUND_CLAIM);
  site.keep();
}, BUILD_TIMEOUT_MS);
afterEach(() => site.restore());
afterAll(() => site.remove());

/** What stands on stderr: the problems, the first of them first. */
async function refusal(...args: string[]): Promise<string> {
  const { exitCode, stdout, output } = await site.verify(...args);
  expect.soft(exitCode, output).toBe(1);
  return output.replace(stdout, '').trim();
}

test('a premise that holds is published with the claim', async () => {
  site.plant(PLANTED, using('premise'));
  const { exitCode, output } = await site.astro(['build']);
  expect(exitCode, output).toBe(0);
  const { claims } = JSON.parse(site.read('dist/claims.json'));
  expect(claims.map(({ id, uses }: { id: string; uses: string[] }) => [id, uses])).toEqual([
    ['planted', ['premise']],
    ['premise', []],
  ]);
  expect(site.read('dist/claims/planted/index.html')).toMatch(
    /takes for granted:<\/p>\s*<ul>\s*<li>\s*<a href="\/claims\/premise\/">.*?data-word="holds"/s,
  );
  expect(site.read('dist/claims/premise/index.html')).toMatch(
    /taken for granted by:<\/p>\s*<ul>\s*<li>\s*<a href="\/claims\/planted\/">/,
  );
});

test('a build stops at a premise that does not exist', async () => {
  site.plant(PLANTED, using('premiss'));
  const { exitCode, output } = await site.astro(['build']);
  expect(exitCode).toBe(1);
  expect(site.has('dist')).toBe(false);
  expect(problemIn(output, site.root)).toMatchInlineSnapshot(`
    {
      "hint": "Did you mean "premise"? A claim's id is its file name under src/claims/.",
      "message": "The claim "planted" uses "premiss", and no claim is named so.",
      "name": "UnknownClaim",
      "place": "src/claims/part-1-one-layer-folds/planted.ts:22:1",
    }
  `);
});

test('a claim that uses itself', async () => {
  site.plant(PLANTED, using('planted'));
  expect(await refusal('planted')).toMatchInlineSnapshot(`
    "CircularUse: The claim "planted" uses itself.
      hint: What an argument takes for granted must stand without it: take one of these out of \`uses\`.
      at:   src/claims/part-1-one-layer-folds/planted.ts:22
      page: /reference/errors/circular-use/"
  `);
});

test('claims that use one another in a circle, named in its order', async () => {
  site.plant(PLANTED, using('premise'));
  site.plant(fileOf('premise'), using('third'));
  site.plant(fileOf('third'), using('planted'));
  expect(await refusal()).toMatchInlineSnapshot(`
    "CircularUse: Claims use one another in a circle: planted → premise → third → planted.
      hint: What an argument takes for granted must stand without it: take one of these out of \`uses\`.
      at:   src/claims/part-1-one-layer-folds/planted.ts:22
      page: /reference/errors/circular-use/"
  `);
});

test('a premise that is refuted: it comes first, then the claim that rests on it', async () => {
  site.plant(PLANTED, using('premise'));
  site.plant(fileOf('premise'), claimWith('tf.add(tf.matMul(W, x), tf.matMul(W, y))', 'tf.matMul(W, x)'));
  const said = await refusal();
  expect(said).toMatch(/^RefutedClaim: The claim "premise" is refuted/);
  expect(said.slice(said.indexOf('UnsoundPremise'))).toMatchInlineSnapshot(`
    "UnsoundPremise: The claim "planted" cannot be published as holding: it uses "premise", which is refuted.
      hint: Mend "premise", or argue without it and take it out of \`uses\`.
      at:   src/claims/part-1-one-layer-folds/planted.ts:22
      page: /reference/errors/unsound-premise/"
  `);
});

test('a premise that cannot be run is told of alone: nothing is known of what rests on it', async () => {
  site.plant(PLANTED, using('premise'));
  site.plant(fileOf('premise'), claimWith("says: '", "says: 'of $x"));
  const said = await refusal();
  expect(said).toMatch(/^BrokenTeX: /);
  expect(said).not.toContain('UnsoundPremise');
});

test('an experiment published as undecided is no premise, though it may be published', async () => {
  site.plant(fileOf('premise'), EXPERIMENT_SKELETON);
  const alone = await site.verify();
  expect(alone.exitCode, alone.output).toBe(0);
  site.plant(PLANTED, using('premise'));
  expect(await refusal()).toMatchInlineSnapshot(`
    "UnsoundPremise: The claim "planted" cannot be published as holding: it uses "premise", which is undecided.
      hint: An experiment can be taken for granted only where it is published as holding: argue without it.
      at:   src/claims/part-1-one-layer-folds/planted.ts:22
      page: /reference/errors/unsound-premise/"
  `);
});

test('recorded evidence is held to the same', async () => {
  site.plant(PLANTED, using('premise'));
  site.plant(fileOf('premise'), using('planted'));
  // Written for all that it is refused.
  const { stdout } = await site.verify('--json');
  site.plant('evidence.json', stdout);
  const { exitCode, output } = await site.astro(['build'], { EVIDENCE: 'evidence.json' });
  expect(exitCode).toBe(1);
  expect(problemIn(output, site.root)?.name).toBe('CircularUse');
});

test('a premise that was not asked for is not looked at', async () => {
  site.plant(PLANTED, using('premise'));
  site.plant(fileOf('premise'), EXPERIMENT_SKELETON);
  const { exitCode, output } = await site.verify('planted');
  expect(exitCode, output).toBe(0);
});
