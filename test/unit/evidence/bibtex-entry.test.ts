import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { afterEach, expect, test } from 'vitest';
import { bibtexEntry } from '../../../src/evidence/bibtex-entry.ts';
import { commitAt } from '../../../src/evidence/commit.ts';

const COMMIT = { id: '0123456789abcdef0123456789abcdef01234567', year: 2026 };
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test('a claim is cited by id and commit', () => {
  const entry = bibtexEntry(
    {
      kind: 'claim',
      id: 'one-layer-skip-folds',
      title: 'A skip folds',
      url: 'https://example.org/claims/x/',
    },
    COMMIT,
  );
  expect(entry).toBe(`@misc{skip-two:one-layer-skip-folds,
  author       = {{Skip Two}},
  title        = {{A skip folds}},
  howpublished = {Claim one-layer-skip-folds of Skip Two},
  year         = {2026},
  note         = {commit ${COMMIT.id}},
  url          = {https://example.org/claims/x/}
}`);
});

test('without a commit it says so, and gives no year', () => {
  const entry = bibtexEntry({ kind: 'article', id: 'reference/notation', title: 'Notation' }, null);
  expect(entry).toContain('note         = {unversioned}');
  expect(entry).not.toMatch(/year|url/);
  expect(entry).toContain('@misc{skip-two:reference:notation,');
});

test('another program reads the entry, special characters included', () => {
  const title = '100 % of W_r & {more} \\ than $1';
  const [read] = new Cite(
    bibtexEntry({ kind: 'article', id: 'a', title: title.replace(/[{}]/g, '') }, COMMIT),
  ).data as { title: string; author: unknown }[];
  expect(read?.title).toBe('100 % of W_r & more \\ than $1');
});

test('this checkout has a commit, and a folder that is none has not', () => {
  expect(commitAt('.')?.id).toMatch(/^[0-9a-f]{40}(-dirty)?$/);
  const folder = mkdtempSync(join(tmpdir(), 'skip-two-'));
  folders.push(folder);
  expect(commitAt(folder)).toBeNull();
});

test('a folder inside of a repository is not that repository', () => {
  expect(commitAt('test')).toBeNull();
});
