import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/claim/evidence-schema.ts';
import type { ClaimReport, EvidenceReport } from '../../src/evidence/report.ts';
import { promptEnvironment } from '../support/environment.ts';

const EXACT = 'one-layer-skip-folds';
const WITNESS = 'two-layer-block-is-not-one-layer';
const ROUNDED = 'sigmoid-skip-folds';

const folder = mkdtempSync(join(tmpdir(), 'skip-two-repeat-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As `npm run verify -- --json` wrote it here. */
let recorded: EvidenceReport;

beforeAll(() => {
  const { stdout } = verify(EXACT, WITNESS, ROUNDED, '--json');
  recorded = JSON.parse(stdout);
});

function verify(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/evidence/verify.ts', ...args], {
    encoding: 'utf8',
    env: promptEnvironment(),
  });
  return { status, stdout, stderr };
}

/** Repeats a file of this text. */
function repeat(text: string, ...args: string[]) {
  const file = join(folder, 'report.json');
  writeFileSync(file, text);
  return verify('--from', file, ...args);
}

/** The recorded report with one claim, or one of its runs, changed. */
function withClaim(id: string, change: (claim: ClaimReport) => unknown): string {
  const claims = recorded.claims.map((claim) => (claim.id === id ? change(claim) : claim));
  return JSON.stringify({ version: 1, claims });
}

function withRun(id: string, change: (run: Evidence) => unknown): string {
  return withClaim(id, (claim) => ({ ...claim, runs: claim.runs.map(change) }));
}

describe('a file whose runs can be repeated', () => {
  test('as it was written: all agree, and 0', () => {
    const { status, stdout, stderr } = repeat(JSON.stringify(recorded));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "result  claim                             recorded on  verdict  again  control  again    differs in
      agrees  one-layer-skip-folds              cpu          holds    holds  refuted  refuted  –
      agrees  sigmoid-skip-folds                cpu          holds    holds  refuted  refuted  –
      agrees  two-layer-block-is-not-one-layer  cpu          holds    holds  refuted  refuted  –

      3 of 3 runs agree.
      "
    `);
  });

  test('at other values and seeds than CI’s, the file’s are run', () => {
    const moved = (run: Evidence) => ({ ...run, parameters: { ...run.parameters, n: 3 }, seed: 12 });
    const { status, stdout } = repeat(withRun(ROUNDED, moved));
    expect(stdout).toContain('3 of 3 runs agree.');
    expect(status).toBe(0);
  });

  test('with a verdict that is not so: which, and 1', () => {
    const refuted = withClaim(ROUNDED, (claim) => ({
      ...claim,
      verdict: 'refuted',
      runs: claim.runs.map((run) => ({ ...run, verdict: 'refuted' })),
    }));
    const { status, stdout } = repeat(refuted);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^differs +sigmoid-skip-folds +cpu +refuted +holds +refuted +refuted +verdict$/m);
    expect(stdout).toContain('2 of 3 runs agree.');
  });

  test('with another exact measurement: that, and 1', () => {
    const measurement = { type: 'margin', margin: 123_456 };
    const moved = (run: Evidence) => ({ ...run, claimed: { ...run.claimed, measurement } });
    const { status, stdout } = repeat(withRun(WITNESS, moved));
    expect(status).toBe(1);
    expect(stdout).toMatch(/^differs +two-layer-block-is-not-one-layer .* measurement$/m);
  });

  test('of a claim that has changed since: that, and 1', () => {
    const { status, stdout } = repeat(withClaim(EXACT, (claim) => ({ ...claim, digest: '0'.repeat(64) })));
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^differs +one-layer-skip-folds .* the claim or what judges it has changed since$/m,
    );
  });

  test('with a claim that was not run, because a device was lost: that, and 1', () => {
    const lost = { verdict: 'undecided', reason: 'device lost', runs: [], note: 'The device was lost.' };
    const { status, stdout } = repeat(withClaim(EXACT, (claim) => ({ ...claim, ...lost })));
    expect(status).toBe(1);
    expect(stdout).toMatch(/^differs +one-layer-skip-folds +– +undecided .* the file has no run of it$/m);
  });

  test('in no time at all: what was not run is not counted, and 1', () => {
    const { status, stdout } = repeat(JSON.stringify(recorded), '--minutes', '0.000001');
    expect(status).toBe(1);
    expect(stdout).toContain('the time was up: allow more with --minutes');
    expect(stdout).toContain('0 of 3 runs agree.');
  });
});

describe('a file that cannot be repeated is answered with one sentence, nothing on stdout, and 1', () => {
  const outOfRange = (run: Evidence) => ({ ...run, parameters: { ...run.parameters, n: 100_000 } });
  const files: [string, () => string, string][] = [
    ['NaN for a number', () => JSON.stringify(recorded).replace('"n":16', '"n":NaN'), 'it is not JSON'],
    ['four million faults', () => `{"version":1,"claims":[${'0,'.repeat(3_900_000)}0]}`, 'claims.0: '],
    ['a value out of range', () => withRun(EXACT, outOfRange), 'Width is a whole number from 1 to 512'],
  ];

  test.each(files)('%s', (_, text, why) => {
    const { status, stdout, stderr } = repeat(text());
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^The file cannot be repeated: [^\n]{1,250}\.\n$/);
    expect(stderr).toContain(why);
  });

  test.each([
    ['no file at all', join(folder, 'missing.json'), 'there is no such file'],
    ['a folder', folder, 'it is not a file'],
  ])('%s', (_, path, why) => {
    expect(verify('--from', path)).toEqual({
      status: 1,
      stdout: '',
      stderr: `The file cannot be repeated: ${why}.\n`,
    });
  });
});

test.each([
  [['--from', 'x.json', EXACT], '--from takes neither ids nor --json'],
  [['--from', 'x.json', '--minutes', 'NaN'], '--minutes takes a number'],
])('%j: how it is used, and 1', (args, sentence) => {
  const { status, stdout, stderr } = verify(...args);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(sentence);
  expect(stderr).toContain('Usage: npm run verify');
});
