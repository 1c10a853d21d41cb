import { cpSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { claimFiles } from '../../src/evidence/claim-files.ts';
import { sha256 } from '../../src/evidence/digest.ts';
import { EXPERIMENT_SKELETON } from '../../src/evidence/skeletons.ts';
import { openVerdictCache, VERDICT_CACHE } from '../../src/evidence/verdict-cache.ts';
import { BUILD_TIMEOUT_MS, copySite, type FixtureSite } from './fixture-site.ts';
import { articleOf, cardsOf, claimWith, PLANTED, SOUND_CLAIM } from './planted-claim.ts';

const HELPER = 'src/claim/planted-helper.ts';
const EXPERIMENT = PLANTED.replace('planted', 'experiment');
const ENTRY = `${VERDICT_CACHE}/planted.json`;
/** What the planted claim's file writes a letter to whenever it is loaded: the cache must spare it that. */
const TALLY = 'tally.txt';

const tallied = (claim: string) => `import { appendFileSync } from 'node:fs';
import '../../claim/planted-helper.ts';
appendFileSync('${TALLY}', '|');
${claim}`;

let site: FixtureSite;

beforeAll(async () => {
  site = copySite();
  site.empty();
  site.plant('content/index.mdx', articleOf(cardsOf('planted', 'experiment')));
  site.plant(HELPER, 'export const NOTHING = 0;\n');
  site.plant(PLANTED, tallied(SOUND_CLAIM));
  site.plant(EXPERIMENT, EXPERIMENT_SKELETON);
  site.keep();
  const { exitCode, output } = await site.verify();
  expect(exitCode, output).toBe(0);
  cpSync(join(site.root, VERDICT_CACHE), join(site.root, 'known'), { recursive: true });
  rmSync(join(site.root, TALLY));
}, BUILD_TIMEOUT_MS);
// Each test begins where both claims are known as they are.
afterEach(() => {
  site.restore();
  rmSync(join(site.root, TALLY), { force: true });
  rmSync(join(site.root, VERDICT_CACHE), { recursive: true });
  cpSync(join(site.root, 'known'), join(site.root, VERDICT_CACHE), { recursive: true });
});
afterAll(() => site.remove());

/** How often the planted claim's file was loaded in this test. */
const loads = () => (site.has(TALLY) ? site.read(TALLY).length : 0);

/** What a verify says that it did. */
async function counts(...args: string[]) {
  const { exitCode, stdout, output } = await site.verify(...args);
  const [, ran, cached] = /: (\d+) run, (\d+) unchanged/.exec(stdout) ?? [output];
  return { exitCode, ran: Number(ran), cached: Number(cached) };
}

/** The claims that would not be run. */
function known(): string[] {
  const claims = claimFiles(site.root);
  const cache = openVerdictCache(site.root, claims);
  return claims.filter((claim) => cache.take(claim) !== null).map(({ id }) => id);
}

describe('what is unchanged is not run', () => {
  test('by verify, and its evidence is the same to the byte', async () => {
    const cached = await site.verify('--json');
    expect(await counts()).toEqual({ exitCode: 0, ran: 0, cached: 2 });
    expect(loads()).toBe(0);
    const fresh = await site.verify('--json', '--fresh');
    expect(loads()).toBe(1);
    expect(cached.stdout).toBe(fresh.stdout);
    expect(JSON.parse(cached.stdout).claims).toHaveLength(2);
  });

  test('by a build', async () => {
    const { exitCode, output } = await site.astro(['build']);
    expect(exitCode, output).toBe(0);
    expect(output).toContain('0 run, 2 unchanged');
  });

  test('by --fresh, where only another is named', async () => {
    expect(await counts('experiment', '--fresh')).toEqual({ exitCode: 0, ran: 1, cached: 0 });
    expect(loads()).toBe(0);
  });

  test('where an article, a style or a source changes', () => {
    for (const file of ['content/index.mdx', 'content/references.bib', 'src/styles/claim.css'])
      site.edit(file, /$/, '\n');
    expect(known()).toEqual(['experiment', 'planted']);
  });
});

describe('a claim is run again', () => {
  test('once, where a file that it imports has changed; others are not', async () => {
    site.edit(HELPER, '0', '1');
    expect(await counts()).toEqual({ exitCode: 0, ran: 1, cached: 1 });
    expect(loads()).toBe(1);
    expect(await counts()).toEqual({ exitCode: 0, ran: 0, cached: 2 });
    expect(loads()).toBe(1);
  });

  test('where it has become false, and each time until it is mended: nothing is kept of it', async () => {
    site.plant(PLANTED, tallied(claimWith('tf.add(tf.matMul(W, x), tf.matMul(W, y))', 'tf.matMul(W, x)')));
    expect(await counts()).toEqual({ exitCode: 1, ran: 1, cached: 1 });
    expect(await counts()).toEqual({ exitCode: 1, ran: 1, cached: 1 });
    expect(loads()).toBe(2);
    expect(site.has(ENTRY)).toBe(false);
  });

  test('where an experiment came out otherwise than it is published', async () => {
    site.edit(EXPERIMENT, "published: 'undecided'", "published: 'holds'");
    expect(await counts()).toEqual({ exitCode: 1, ran: 1, cached: 1 });
    expect(known()).toEqual(['planted']);
  });

  test('where its file changed while it was run', async () => {
    const changing = tallied(SOUND_CLAIM).replace('|', "|');\nappendFileSync(import.meta.filename, '\\n");
    site.plant(PLANTED, changing);
    expect(await counts()).toEqual({ exitCode: 0, ran: 1, cached: 1 });
    expect(site.read(PLANTED)).not.toBe(changing);
    expect(known()).toEqual(['experiment']);
  });

  test('where its file was written to while it was run, though it is as it was: it may have been read in between', async () => {
    const changing = tallied(SOUND_CLAIM).replace(
      "'|');",
      "'|');\nwriteFileSync(import.meta.filename, readFileSync(import.meta.filename));",
    );
    site.plant(
      PLANTED,
      changing.replace('appendFileSync }', 'appendFileSync, readFileSync, writeFileSync }'),
    );
    const planted = site.read(PLANTED);
    expect(await counts()).toEqual({ exitCode: 0, ran: 1, cached: 1 });
    expect(site.read(PLANTED)).toBe(planted);
    expect(known()).toEqual(['experiment']);
  });

  test.each([
    ['its own file', PLANTED, ['experiment']],
    ['a file that it imports', HELPER, ['experiment']],
    ['how a verdict is reached', 'src/claim/verdict.ts', []],
    ['the version of the evidence', 'src/claim/evidence-version.ts', []],
    ['how a seed is used', 'src/numerics/random.ts', []],
    ['the backend', 'src/runtime/backends/cpu.ts', []],
    ['how it is loaded', 'src/evidence/claim-tests-plugin.ts', []],
    ['what collects its evidence', 'src/evidence/reporter.ts', []],
    ['how it is compiled', 'tsconfig.base.json', []],
  ])('where %s changes', (_, file, rest) => {
    site.edit(file, /$/, '\n');
    expect(known()).toEqual(rest);
  });

  // No file here imports Vite: Vitest transforms with it.
  test.each(['@tensorflow/tfjs-backend-cpu', 'pure-rand', 'vite'])('where another %s is pinned', (name) => {
    const pinned = JSON.parse(site.read('package-lock.json'));
    pinned.packages[`node_modules/${name}`].version = '99.0.0';
    site.plant('package-lock.json', JSON.stringify(pinned));
    expect(known()).toEqual([]);
  });

  test('where another version of a package is installed than is pinned', () => {
    const folder = join(site.root, 'node_modules/pure-rand');
    const original = realpathSync(folder);
    rmSync(folder);
    cpSync(original, folder, { recursive: true });
    expect(known()).toEqual(['experiment', 'planted']);
    site.edit('node_modules/pure-rand/package.json', /"version": "[^"]+"/, '"version": "99.0.0"');
    expect(known()).toEqual([]);
  });
});

describe('an entry is not believed', () => {
  /** Changes a run in an entry, and makes its checksum fit. */
  function forge(change: Record<string, unknown>): void {
    const { key, found, ...rest } = JSON.parse(site.read(ENTRY));
    Object.assign(found.runs[0], change);
    const checksum = sha256(`${key}\n${JSON.stringify(found)}`);
    site.plant(ENTRY, JSON.stringify({ ...rest, key, found, checksum }));
  }

  test('the forger of these tests knows how', () => {
    forge({ device: 'JavaScript' });
    expect(known()).toEqual(['experiment', 'planted']);
  });

  test.each<[string, () => void]>([
    ['with another verdict', () => site.edit(ENTRY, '"verdict": "holds"', '"verdict": "refuted"')],
    ['with another number', () => site.edit(ENTRY, '"trials": 11', '"trials": 12')],
    ['cut short', () => site.plant(ENTRY, site.read(ENTRY).slice(0, 500))],
    ['of another form', () => site.edit(ENTRY, '"version": 1', '"version": 2')],
    ['that is empty', () => site.plant(ENTRY, '')],
    ['of another claim', () => site.plant(ENTRY, site.read(`${VERDICT_CACHE}/experiment.json`))],
    ['forged to another verdict', () => forge({ verdict: 'undecided', reason: 'not finite' })],
    ['forged to another seed', () => forge({ seed: 1 })],
    ['forged to another claim', () => forge({ claim: 'experiment' })],
    ['forged to what the schema refuses', () => forge({ precision: 12 })],
  ])('%s', (_, damage) => {
    damage();
    expect(known()).toEqual(['experiment']);
  });

  test('and that is not told but in the count', async () => {
    site.plant(ENTRY, 'damaged');
    const { exitCode, stdout, output } = await site.verify();
    expect({ exitCode, told: output.replace(stdout, '') }).toEqual({ exitCode: 0, told: '' });
    expect(stdout).toContain('1 run, 1 unchanged');
    expect(known()).toEqual(['experiment', 'planted']);
  });
});

test('a source that has left the bibliography is told of a claim that is not run', async () => {
  site.edit('content/references.bib', '{he2015resnet,', '{he2015resnets,');
  const { exitCode, output } = await site.verify();
  expect(exitCode).toBe(1);
  expect(output).toContain('UnknownSource: The claim "planted" names the source "he2015resnet"');
  expect(loads()).toBe(0);
});
