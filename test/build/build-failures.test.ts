import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/claim/evidence-schema.ts';
import { reportSchema } from '../../src/evidence/report-schema.ts';
import { readRecorded } from '../../src/evidence/store.ts';
import { BUILD_TIMEOUT_MS, copySite, type FixtureSite } from './fixture-site.ts';
import { articleOf, cardsOf, claimWith, PLANTED, SOUND_CLAIM } from './planted-claim.ts';
import { problemIn } from './problem-in.ts';

const ARTICLE = 'content/one-layer-folds.mdx';
/** The planted claim with a choice, of which CI judges each. */
const WITH_CASES = claimWith(
  'initial: 16 }) }',
  "initial: 16 }), sign: choice({ label: 'Sign', options: ['plus', 'minus'], initial: 'plus' }) }",
).replace('import { integer }', 'import { choice, integer }');

let site: FixtureSite;

beforeAll(() => {
  site = copySite();
  // One article and no claim but the planted one: what is looked at here is how a build ends.
  site.empty();
  site.plant(ARTICLE, articleOf(`Its claim:\n\n${cardsOf('planted')}`, 1));
  site.plant(PLANTED, SOUND_CLAIM);
  site.keep();
});
afterEach(() => site.restore());
afterAll(() => site.remove());

/** Builds and expects no site, however the last build ended; gives what was printed. */
async function failedBuild(env?: Record<string, string>) {
  site.plant('dist/index.html', 'the site of an earlier build');
  const { exitCode, output } = await site.astro(['build'], env);
  expect.soft(exitCode, output).toBe(1);
  expect.soft(site.has('dist'), 'a site is left').toBe(false);
  return problemIn(output, site.root) ?? output;
}

describe('a build stops at a claim', () => {
  test('that is false', async () => {
    site.plant(PLANTED, claimWith('tf.add(tf.matMul(W, x), tf.matMul(W, y))', 'tf.add(tf.matMul(W, x), y)'));
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "Mend the statement or its formulas; a claim that is false can be published as a control only.",
        "message": "The claim "planted" is refuted: at entry (0,0) of trial 0 the left side is -156049 and the right side 794402, an error of 950451 where the bound is 0, with n = 16, seed = 163434403.",
        "name": "RefutedClaim",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:15:1",
      }
    `);
  });

  test('whose control is true', async () => {
    site.plant(
      PLANTED,
      claimWith(/right: \(tf, \{ W, x \}\).*/, 'right: (tf, { W, x, y }) => tf.matMul(W, tf.add(y, x)),'),
    );
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "Choose a control that is false: the nearest falsehood to the statement.",
        "message": "The control of "planted" was not refuted in 11 trials, so its check may be unable to fail (n = 16, seed = 163434403).",
        "name": "ControlNotRefuted",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:17:1",
      }
    `);
  });

  test('that has no control', async () => {
    site.plant(PLANTED, claimWith(/ {2}control: \{[^}]*\{[^}]*\}[^}]*\},\n/, ''));
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "Add \`control: { says: …, right: … }\` with the nearest false statement.",
        "message": "The claim "planted" has no control, so nothing shows that its check can fail.",
        "name": "MissingControl",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:4:1",
      }
    `);
  });

  test('that has no source', async () => {
    site.plant(PLANTED, claimWith("['he2015resnet']", '[]'));
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "List in \`sources\` at least one key of content/references.bib.",
        "message": "The claim "planted" names no source.",
        "name": "MissingSource",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:21:1",
      }
    `);
  });

  test('whose source is not in the bibliography', async () => {
    site.plant(PLANTED, claimWith('he2015resnet', 'he2015resnets'));
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "Did you mean "he2015resnet"? A source is named by its key in that file.",
        "message": "The claim "planted" names the source "he2015resnets", which is not in content/references.bib.",
        "name": "UnknownSource",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:21:1",
      }
    `);
  });

  test('whose TeX is broken', async () => {
    site.plant(PLANTED, claimWith('W(x + y)', 'W(x + y}'));
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "Mend the formula; \`String.raw\` keeps its backslashes.",
        "message": "KaTeX rejects a formula in the statement of "planted": Expected 'EOF', got '}'.",
        "name": "BrokenTeX",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:6:1",
      }
    `);
  });

  test('that throws when it is run', async () => {
    site.plant(PLANTED, claimWith('draw.weights(n, n),', 'draw.weights(n, n + missing),'));
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "Mend it, and see with \`npm run verify -- planted\`.",
        "message": "The claim "planted" cannot be run: missing is not defined.",
        "name": "ClaimDoesNotRun",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:11:28",
      }
    `);
  });

  test('that throws when it is loaded', async () => {
    site.plant(PLANTED, claimWith('initial: 16', 'initial: 65'));
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "Mend it, and see with \`npm run verify -- planted\`.",
        "message": "The claim "planted" cannot be run: "Width" needs whole numbers min ≤ initial ≤ max, not 1, 65, 64.",
        "name": "ClaimDoesNotRun",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:8:20",
      }
    `);
  });

  test('whose file is no TypeScript', async () => {
    site.plant(PLANTED, claimWith('initial: 16 })', 'initial: 16 )'));
    expect(await failedBuild()).toMatchObject({
      name: 'ClaimDoesNotRun',
      message: 'The claim "planted" cannot be run: \',\' expected.',
      place: 'src/claims/part-1-one-layer-folds/planted.ts:8:75',
    });
  });

  test('that uses an operation there is not', async () => {
    site.plant(PLANTED, claimWith('tf.add(x, y)', 'tf.plus(x, y)'));
    expect(await failedBuild()).toMatchObject({
      message: 'The claim "planted" cannot be run: tf.plus is not a function.',
      hint: expect.stringMatching(/^The operations of formulas are those of src\/claim\/ops\.ts\. /),
    });
  });

  test('that float32 is too short to decide', async () => {
    const chain = `${'tf.matMul(W, '.repeat(8)}x${')'.repeat(8)}`;
    site.plant(
      PLANTED,
      claimWith(
        /left: .*\n {2}right: .*/,
        `left: (tf, { W, x }) => ${chain},\n  right: (tf, { W, x }) => ${chain},`,
      ),
    );
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "Lower the initial sizes among its parameters, or its degree, until integers stay exact.",
        "message": "The claim "planted" is undecided: this device keeps too few bits for an exact check at this size (n = 16, seed = 163434403).",
        "name": "UndecidedClaim",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:8:1",
      }
    `);
  });

  test('whose bound no error comes near, and that does not say why', async () => {
    site.plant(
      PLANTED,
      claimWith("check: 'exact'", "check: 'rounded'").replace(
        /left: .*/,
        'left: (tf, { W, x, y }) => tf.add(tf.matMul(W, x), tf.matMul(W, y)),',
      ),
    );
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "Write its formulas with fewer roundings, or say in \`wide\` why no error comes to 0.01.",
        "message": "The bound of "planted" is wide, and nothing says why: in 10000 draws at the smallest sizes the largest error came to 0 of its bound.",
        "name": "WideBound",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:9:1",
      }
    `);
  });

  test('that is not there: with no claim at all nothing is verified', async () => {
    site.plant(PLANTED, null);
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "A claim is a file src/claims/part-*/ID.ts; \`npm run new -- claim ID\` writes a skeleton.",
        "message": "There is no claim to judge, so nothing was verified.",
        "name": "NoClaims",
        "place": null,
      }
    `);
  });
});

test('a build names every problem, not only the first', async () => {
  site.plant(PLANTED, claimWith('he2015resnet', 'he2015resnets'));
  site.plant(PLANTED.replace('planted', 'planted-too'), claimWith("['he2015resnet']", '[]'));
  site.edit(ARTICLE, /$/, cardsOf('planted-too'));
  const { output } = await site.astro(['build']);
  expect(output).toMatch(
    /UnknownSource: The claim "planted" names the source .+\n {2}hint: .+\n {2}at: {3}src/,
  );
  expect(output).toContain('[MissingSource] The claim "planted-too" names no source.');
});

describe('a build stops at recorded evidence', () => {
  let recorded: string;

  beforeAll(async () => {
    recorded = (await site.verify('--json')).stdout;
  }, BUILD_TIMEOUT_MS);

  test('that is older than its claim', async () => {
    site.plant('evidence.json', recorded);
    site.plant(PLANTED, claimWith('initial: 16', 'initial: 17'));
    expect(await failedBuild({ EVIDENCE: 'evidence.json' })).toMatchInlineSnapshot(`
      {
        "hint": "Record it anew with \`npm run verify -- --json > FILE\`, or build without EVIDENCE.",
        "message": "The recorded evidence of "planted" in evidence.json is older than the claim or the code that judges it.",
        "name": "OutdatedEvidence",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:4:1",
      }
    `);
  });

  test('that lacks a claim', async () => {
    site.plant('evidence.json', recorded);
    site.plant(PLANTED.replace('planted', 'planted-later'), SOUND_CLAIM);
    site.edit(ARTICLE, /$/, cardsOf('planted-later'));
    expect(await failedBuild({ EVIDENCE: 'evidence.json' })).toMatchInlineSnapshot(`
      {
        "hint": "Judge it with \`npm run verify -- planted-later\`.",
        "message": "The claim "planted-later" has no evidence: it was not judged.",
        "name": "UnjudgedClaim",
        "place": "src/claims/part-1-one-layer-folds/planted-later.ts:4:1",
      }
    `);
  });

  test('that says a claim is refuted', async () => {
    site.plant('evidence.json', recorded.replaceAll('"verdict": "holds"', '"verdict": "refuted"'));
    expect(await failedBuild({ EVIDENCE: 'evidence.json' })).toMatchObject({ name: 'RefutedClaim' });
  });

  test('that a device found', async () => {
    site.plant('evidence.json', recorded.replaceAll('"backend": "cpu"', '"backend": "webgpu"'));
    expect(await failedBuild({ EVIDENCE: 'evidence.json' })).toMatchInlineSnapshot(`
      {
        "hint": "Record it anew with \`npm run verify -- --json > FILE\`, or build without EVIDENCE.",
        "message": "The recorded evidence of "planted" in evidence.json was found on webgpu, and a build publishes what cpu finds.",
        "name": "ForeignEvidence",
        "place": "src/claims/part-1-one-layer-folds/planted.ts:4:1",
      }
    `);
  });

  test('that is of other runs than those of CI', async () => {
    site.plant(PLANTED, WITH_CASES);
    const ofCases = (await site.verify('--json', 'planted')).stdout;
    const report = reportSchema.parse(JSON.parse(ofCases));
    const [claim] = report.claims;
    const [first, second] = claim?.runs ?? [];
    if (!claim || !first || !second) throw new Error('The planted claim has no two cases.');
    const saidOf = async (runs: readonly Evidence[], uses: readonly string[] = []) => {
      site.plant('evidence.json', JSON.stringify({ ...report, claims: [{ ...claim, uses, runs }] }));
      const { problems } = await readRecorded(site.root, 'evidence.json');
      return problems.map(({ name, message }) => `${name}: ${message.replace(/.* in evidence.json /, '')}`);
    };
    expect(await saidOf([first, second])).toEqual([]);
    expect(await saidOf([first])).toEqual(['ForeignEvidence: lacks the case n = 16, sign = minus.']);
    expect(await saidOf([first, second, second])).toEqual([
      'ForeignEvidence: has more runs than there are cases.',
    ]);
    expect(await saidOf([first, { ...second, seed: 1 }])).toEqual([
      'ForeignEvidence: is of another seed than CI’s.',
    ]);
    const better = { ...second, falsePass: second.falsePass && { ...second.falsePass, exponent: -99 } };
    expect(await saidOf([first, better])).toEqual(['ForeignEvidence: contradicts its own numbers.']);
    expect(await saidOf([first, second], ['planted'])).toContain(
      'ForeignEvidence: takes other claims for granted.',
    );
  });

  test('that is not there', async () => {
    expect(await failedBuild({ EVIDENCE: 'evidence.json' })).toMatchInlineSnapshot(`
      {
        "hint": "Record it anew with \`npm run verify -- --json > FILE\`, or build without EVIDENCE.",
        "message": "The recorded evidence cannot be read: there is no such file.",
        "name": "UnreadableEvidence",
        "place": "evidence.json:1:1",
      }
    `);
  });

  test('that is of another form', async () => {
    site.plant('evidence.json', recorded.replace('"version": 1', '"version": 2'));
    expect(await failedBuild({ EVIDENCE: 'evidence.json' })).toMatchInlineSnapshot(`
      {
        "hint": "Record it anew with \`npm run verify -- --json > FILE\`, or build without EVIDENCE.",
        "message": "The recorded evidence cannot be read: version: Invalid input: expected 1.",
        "name": "UnreadableEvidence",
        "place": "evidence.json:1:1",
      }
    `);
  });
});

// What else an article is refused for: test/unit/apparatus/article-errors.test.ts.
describe('a build stops at an article', () => {
  test('that shows a claim there is not', async () => {
    site.edit(ARTICLE, 'id="planted"', 'id="planed"');
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "Did you mean "planted"? A claim's id is its file name under src/claims/.",
        "message": "No claim is named "planed".",
        "name": "UnknownClaim",
        "place": "content/one-layer-folds.mdx:11:1",
      }
    `);
  });

  test('whose TeX is broken', async () => {
    site.edit(ARTICLE, 'Its claim', String.raw`Its claim $\fraq{1}{2}$`);
    expect(await failedBuild()).toMatchInlineSnapshot(`
      {
        "hint": "Mend the formula; the symbols of the argument are macros in src/claim/notation.ts.",
        "message": "KaTeX rejects a formula: Undefined control sequence: \\fraq.",
        "name": "BrokenTeX",
        "place": "content/one-layer-folds.mdx:9:11",
      }
    `);
  });
});
