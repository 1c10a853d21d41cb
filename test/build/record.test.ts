import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ClaimRecords } from '../../src/evidence/claim-changes.ts';
import { copySite, type FixtureSite } from './fixture-site.ts';
import { claimWith, PLANTED, SOUND_CLAIM } from './planted-claim.ts';

const RECORD = 'content/claim-changes.json';

let site: FixtureSite;

beforeAll(() => {
  site = copySite();
  site.plant(PLANTED, SOUND_CLAIM);
  site.plant(RECORD, '{}\n');
  site.keep();
});
afterEach(() => site.restore());
afterAll(() => site.remove());

const changesOf = (id: string) => (JSON.parse(site.read(RECORD)) as ClaimRecords)[id]?.changes;

test('a new claim is recorded as first published, with no word from its author', async () => {
  site.plant(RECORD, '{}\n');
  const { exitCode, stdout } = await site.record();
  expect(exitCode).toBe(0);
  expect(stdout).toContain('planted: new\n');
  expect(changesOf('planted')).toEqual([
    { date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), changed: [], why: 'First published.' },
  ]);
});

test('a changed claim needs a reason, and gets it told to readers', async () => {
  site.plant(RECORD, '{}\n');
  await site.record();
  const before = site.read(RECORD);
  expect((await site.record()).stdout).toBe('Nothing has changed.\n');
  site.plant(PLANTED, claimWith('the second input may be forgotten', 'the first input may be forgotten'));
  const refused = await site.record();
  expect(refused.exitCode).toBe(1);
  expect(refused.output).toMatch(/^"planted" has changed in control\. Say why\.\n/);
  expect(site.read(RECORD)).toBe(before);
  expect((await site.record('It said the wrong one.')).exitCode).toBe(0);
  expect(changesOf('planted')?.at(-1)).toMatchObject({ changed: ['control'], why: 'It said the wrong one.' });
});

test('a claim that is gone keeps its record: its id is permanent', async () => {
  site.plant(RECORD, '{}\n');
  await site.record();
  site.plant(PLANTED, null);
  await site.record();
  expect(changesOf('planted')).toHaveLength(1);
});

test('a claim that no commit has yet is new, however often it is changed', async () => {
  site.plant(RECORD, '{}\n');
  const before = await site.commit(RECORD);
  expect(before.exitCode, before.output).toBe(0);
  await site.record();
  site.plant(PLANTED, claimWith('the second input may be forgotten', 'the first input may be forgotten'));
  expect((await site.record()).stdout).toBe('planted: new\n');
  expect(changesOf('planted')).toMatchObject([{ changed: [], why: 'First published.' }]);
  await site.commit(RECORD);
  site.plant(PLANTED, SOUND_CLAIM);
  expect((await site.record()).output).toMatch(/^"planted" has changed in control\. Say why\.\n/);
});
