import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Evidence } from '../../../src/claim/evidence-schema.ts';
import { planRepeat } from '../../../src/evidence/repeat-plan.ts';
import { readReportFile } from '../../../src/evidence/report-file.ts';
import { hostileText } from '../../support/hostile.ts';
import { anEvidence } from '../islands/examples.ts';

const CLAIM = {
  id: 'one-layer-skip-folds',
  file: 'src/claims/part-1-one-layer-folds/one-layer-skip-folds.ts',
  digest: 'd'.repeat(64),
  uses: [],
  verdict: 'holds',
  reason: null,
  runs: [anEvidence({ parameters: { n: 16, batch: 16 } })],
};
const REPORT = { version: 1, claims: [CLAIM] };

const folder = mkdtempSync(join(tmpdir(), 'skip-two-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Why a file of this text is not repeated; null where it is. */
async function refusal(text: string): Promise<string | null> {
  const file = join(folder, 'report.json');
  writeFileSync(file, text);
  const report = readReportFile('.', file);
  if ('unreadable' in report) return report.unreadable;
  const planned = await planRepeat(process.cwd(), report);
  return 'unreadable' in planned ? planned.unreadable : null;
}

const withClaim = (change: (claim: typeof CLAIM) => unknown) =>
  JSON.stringify({ ...REPORT, claims: [change(CLAIM)] });
const withRun = (change: (run: Evidence) => unknown) =>
  withClaim((claim) => ({ ...claim, runs: claim.runs.map(change) }));

/** What a stranger may send, and the end of the sentence that answers it. */
const FILES: [string, () => string, RegExp][] = [
  ['no JSON', () => 'verdict: holds', /it is not JSON$/],
  ['NaN for a number', () => JSON.stringify(REPORT).replace('"n":16', '"n":NaN'), /it is not JSON$/],
  ['a list', () => '[]', /the whole: .+$/],
  ['nothing', () => '{"version":1,"claims":[]}', /it holds no run$/],
  ['another version', () => '{"version":7,"claims":[]}', /version: .+$/],
  ['too many bytes', () => `{"version":1,"claims":[${' '.repeat(8_000_000)}]}`, /more than 8 megabytes$/],
  ['four million faults', () => `{"version":1,"claims":[${'0,'.repeat(3_900_000)}0]}`, /claims\.0: .+$/],
  ['nesting without end', () => '['.repeat(1_000_000), /it is not JSON$/],
  [
    'a huge run',
    () => withRun((run) => ({ ...run, more: 'x'.repeat(60_000) })),
    /\.runs\.0: it is too large$/,
  ],
  [
    'too many runs',
    () => withClaim((claim) => ({ ...claim, runs: Array(1_001).fill(claim.runs[0]) })),
    /it holds more than 1000 runs$/,
  ],
  [
    'an unknown claim',
    () => withClaim((claim) => ({ ...claim, id: '\u001b[31mx' })),
    /no claim is named "\?\[31mx"$/,
  ],
  [
    'an unknown claim of a long name',
    () => withClaim((claim) => ({ ...claim, id: 'x'.repeat(400) })),
    /no claim is named "x{200}…"$/,
  ],
  ['a claim twice', () => JSON.stringify({ version: 1, claims: [CLAIM, CLAIM] }), /it tells of ".+" twice$/],
  [
    'another claim’s run',
    () => withRun((run) => ({ ...run, claim: 'sigmoid-skip-folds' })),
    /of "one-layer-skip-folds" a run is of another claim$/,
  ],
  [
    'another kind',
    () => withRun((run) => ({ ...run, kind: 'witness' })),
    /the kind is another in this checkout$/,
  ],
  [
    'a verdict that its own runs do not have',
    () => withClaim((claim) => ({ ...claim, verdict: 'refuted' })),
    /the verdict is not that of its runs$/,
  ],
  [
    'a parameter out of range',
    () => withRun((run) => ({ ...run, parameters: { ...run.parameters, n: 100_000 } })),
    /Width is a whole number from 1 to 512, not "100000"$/,
  ],
  [
    'a parameter of another type',
    () => withRun((run) => ({ ...run, parameters: { ...run.parameters, n: '16' } })),
    /a run has no fitting value for Width$/,
  ],
  [
    'a parameter missing',
    () => withRun((run) => ({ ...run, parameters: {} })),
    /a run has no fitting value for .+$/,
  ],
  [
    'a parameter of nobody’s',
    () => withRun((run) => ({ ...run, parameters: { ...run.parameters, constructor: 1 } })),
    /a run sets "constructor", which the claim does not have$/,
  ],
  [
    'a seed out of range',
    () => withRun((run) => ({ ...run, seed: 2 ** 33 })),
    /Seed is a whole number from 0 to 4294967295, .+$/,
  ],
  [
    'a seed of another type',
    () => withRun((run) => ({ ...run, seed: '1' })),
    /claims\.\d\.runs\.0\.seed: .+$/,
  ],
  [
    'a prototype for parameters',
    () =>
      withRun((run) => ({ ...run, parameters: 0 })).replace(
        '"parameters":0',
        '"parameters":{"__proto__":{"n":16}}',
      ),
    /a run has no fitting value for Width$/,
  ],
  [
    'an infinite seed',
    () => withRun((run) => ({ ...run, seed: 0 })).replace('"seed":0', '"seed":1e999'),
    /claims\.0\.runs\.0\.seed: .+$/,
  ],
  [
    'a number that is none',
    () =>
      withRun((run) => ({ ...run, unitRoundoff: 0 })).replace('"unitRoundoff":0', '"unitRoundoff":-1e999'),
    /unitRoundoff: .+$/,
  ],
];

test('a file of ours is repeated', async () => {
  expect(await refusal(JSON.stringify(REPORT))).toBeNull();
});

test('whatever a stranger puts in the place of anything, there is one plain sentence or nothing to say', async () => {
  const places = placesOf(REPORT);
  expect(places.length).toBeGreaterThan(30);
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    hostileText(),
    hostileText().map((text) => ({ [text]: text })),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), value, async (place, value) => {
      const why = await refusal(JSON.stringify(replaced(REPORT, place, value)));
      expect(why === null || (why.length < 250 && !/\p{C}/u.test(why))).toBe(true);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { seed: 20_261_124, numRuns: 300 },
  );
});

/** The paths of all values in some JSON. */
function placesOf(json: unknown): string[][] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => [
    [name],
    ...placesOf(value).map((place) => [name, ...place]),
  ]);
}

/** A copy with another value in one place. */
function replaced(json: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const copy = (Array.isArray(json) ? [...json] : { ...(json as object) }) as Record<string, unknown>;
  copy[name] = replaced(copy[name], rest, value);
  return copy;
}

test.each(FILES)('a file with %s is not', async (_, text, clause) => {
  const why = await refusal(text());
  expect(why).toMatch(clause);
  expect(why?.length).toBeLessThan(250);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(why).not.toMatch(/\p{C}/u);
});
