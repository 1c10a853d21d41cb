import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mergeShards, parseShard, runShard } from '../../../src/evidence/shards.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shards-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['there is none', [], 'there is none'],
  ['one is missing', ['1-3.json', '3-3.json'], 'of 3, these are missing: 2'],
  [
    'they are of different runs',
    ['1-2.json', '2-2.json', '1-3.json'],
    'they are of different numbers of shards',
  ],
  ['there is something else', ['1-1.json', 'notes.txt'], '"notes.txt" is none'],
])('nothing is merged where %s', async (_, names, why) => {
  const place = mkdtempSync(join(folder, 'of-'));
  for (const name of names) writeFileSync(join(place, name), '');
  const { report, problems } = await mergeShards('.', place);
  expect(report.claims).toEqual([]);
  expect(problems.map(({ name }) => name)).toEqual(['UnreadableEvidence']);
  expect(problems[0]?.message).toBe(`The reports of the shards in ${place} cannot be merged: ${why}.`);
});

test('nothing is merged where there is no folder', async () => {
  const { problems } = await mergeShards('.', join(folder, 'nowhere'));
  expect(problems[0]?.message).toContain('cannot be merged: there is no such folder.');
});

test('a shard is one of so many', () => {
  expect(parseShard('1/3')).toEqual({ index: 1, count: 3 });
  for (const text of ['4/3', '0/3', '1/0', '1', '1/', '-1/3', '1/3/5', '1/30000'])
    expect(parseShard(text), text).toBeNull();
});

test('there are no more shards than claims', async () => {
  await expect(runShard('.', { index: 1, count: 5000 })).rejects.toThrow(
    /^5000 shards are too many for \d+ claims/,
  );
});
