import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ERROR_NAMES, ERRORS, type ErrorName, pageOf, slugOf } from '../../src/evidence/errors/table.ts';
import { CLAIM_SKELETON, EXPERIMENT_SKELETON } from '../../src/evidence/skeletons.ts';
import { snippetsOf } from '../support/snippets.ts';
import { BUILD_TIMEOUT_MS, copySite, type Ended, type FixtureSite } from './fixture-site.ts';
import { articleOf, cardsOf } from './planted-claim.ts';
import { problemIn } from './problem-in.ts';

/*
 * What the page of each error shows is what is answered with it, and what is said to be right is not. The
 * examples of articles that are refused while they are read: test/unit/apparatus/article-errors.test.ts.
 */

const INDEX = 'content/index.mdx';
const CLAIM = 'one-layer-skip-folds';
const fileOf = (id: string) => `src/claims/part-1-one-layer-folds/${id}.ts`;
/** The figure that examples show. */
const FIGURE = ['src/claims/figures/fold.ts', 'src/components/figures/Fold.astro'] as const;
/** What the commands of examples change. */
const CHANGED = [
  fileOf(CLAIM),
  fileOf('a-claim-of-my-own'),
  'content/An-Article.mdx',
  'content/an-article.mdx',
  'content/claim-changes.json',
  'evidence.json',
  'test/support/dropped-hypotheses.ts',
];
const namesIn = (...kinds: string[]) => ERROR_NAMES.filter((name) => kinds.includes(ERRORS[name].example.in));

let site: FixtureSite;

beforeAll(() => {
  site = copySite();
  const figure = FIGURE.map((file) => [file, site.read(file)] as const);
  site.empty();
  for (const [file, text] of figure) site.plant(file, text);
  // The skeleton's claim is the only one here.
  site.edit(FIGURE[0], /claims: \[.*\]/, `claims: ['${CLAIM}']`);
  site.plant(INDEX, articleOf(cardsOf(CLAIM)));
  site.plant('content/an-article.mdx', articleOf('Nothing.', 1));
  site.plant(fileOf(CLAIM), CLAIM_SKELETON);
  site.keep();
}, BUILD_TIMEOUT_MS);
afterEach(() => site.restore());
afterAll(() => site.remove());

describe('in a claim', () => {
  const names = namesIn('claim', 'experiment');

  /** Verifies the claims of all examples at once. */
  function verifyAll(which: 'wrong' | 'right'): Promise<Ended> {
    for (const name of names) {
      const { example } = ERRORS[name];
      const skeleton = example.in === 'claim' ? CLAIM_SKELETON : EXPERIMENT_SKELETON;
      const text = skeleton.replace(example.replaces ?? example.right, () => example[which]);
      expect(which === 'right' || text !== skeleton, name).toBe(true);
      site.plant(fileOf(slugOf(name)), text);
    }
    return site.verify();
  }

  test('each example is answered with its error, at its file, and with its page', async () => {
    const { exitCode, output } = await verifyAll('wrong');
    expect(exitCode).toBe(1);
    for (const name of names) {
      const said = output.split('\n\n').find((part) => part.startsWith(`${name}: ${ERRORS[name].says}`));
      expect.soft(said, `${name} in ${output}`).toBeDefined();
      expect.soft(said).toContain(fileOf(slugOf(name)));
      expect.soft(said).toContain(`page: ${pageOf(name)}`);
    }
  });

  test('mended, all of them hold, and so does what the editor’s snippet writes', async () => {
    for (const [prefix, text] of snippetsOf('typescript')) site.plant(fileOf(prefix), text);
    const { exitCode, output } = await verifyAll('right');
    expect(exitCode, output).toBe(0);
  });
});

describe('in a whole site', () => {
  /** What a build is answered with. */
  async function refusal({ exitCode, output }: Ended, name: ErrorName) {
    expect(exitCode, output).toBe(1);
    expect(site.has('dist'), 'a site is left').toBe(false);
    expect(output).toContain(`See ${pageOf(name)}`);
    return problemIn(output, site.root);
  }

  test.each(namesIn('page'))('%s', async (name) => {
    site.plant(INDEX, articleOf([ERRORS[name].example.wrong, ...shownBesides(name)].join('\n\n')));
    expect(await refusal(await site.astro(['build']), name)).toMatchObject({
      name,
      message: ERRORS[name].says,
    });
  });

  test.each(namesIn('frontmatter'))('%s', async (name) => {
    site.plant('content/an-article.mdx', `---\n${ERRORS[name].example.wrong}\n---\n\nNothing.\n`);
    expect(await refusal(await site.astro(['build']), name)).toMatchObject({
      name,
      message: ERRORS[name].says,
    });
  });

  test.each(namesIn('commands'))('%s', async (name) => {
    for (const file of CHANGED) site.plant(file, site.has(file) ? site.read(file) : null);
    const ended = await site.shell(ERRORS[name].example.wrong);
    expect(await refusal(ended, name)).toMatchObject({ name, message: ERRORS[name].says });
  });

  test('what is right is built, and a page explains each error', async () => {
    const right = namesIn('page').map((name) => ERRORS[name].example.right);
    site.plant(INDEX, articleOf(right.join('\n\n')));
    for (const name of namesIn('frontmatter'))
      site.plant('content/an-article.mdx', `---\n${ERRORS[name].example.right}\n---\n\nNothing.\n`);
    const { exitCode, output } = await site.astro(['build']);
    expect(exitCode, output).toBe(0);
    for (const name of ERROR_NAMES) {
      expect(site.read(`dist${pageOf(name)}index.html`)).toMatch(new RegExp(`<h1 [^>]*>${name}</h1>`));
    }
    expect(site.list('dist/reference/errors/*/index.html')).toHaveLength(ERROR_NAMES.length);
  });
});

/** The claim must be shown, but where that is what is wrong. */
const shownBesides = (name: ErrorName) => (name === 'UnusedClaim' ? [] : [cardsOf(CLAIM)]);
