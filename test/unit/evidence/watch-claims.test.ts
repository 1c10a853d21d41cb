import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FSWatcher } from 'vite';
import { afterAll, expect, test } from 'vitest';
import { watchClaims } from '../../../src/evidence/watch-claims.ts';

const root = mkdtempSync(join(tmpdir(), 'skip-two-watch-'));
mkdirSync(join(root, 'content'));
writeFileSync(join(root, 'content/references.bib'), '');
writeFileSync(join(root, 'package-lock.json'), '{"packages":{}}');
symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(root, 'node_modules'));
afterAll(() => rmSync(root, { recursive: true }));

/** Longer than files are given to settle, and than it takes to judge nothing. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 1_000));

test('what is saved while claims are judged is judged again, though it is as it was before', async () => {
  const watcher = new EventEmitter();
  let judged = 0;
  const fail = (error: unknown) => {
    throw error;
  };
  watchClaims(root, watcher as FSWatcher, () => judged++, fail, fail);
  // It has begun by now, and the file may have been read.
  await Promise.resolve();
  await Promise.resolve();
  expect(judged).toBe(0);
  watcher.emit('all', 'change', join(root, 'src/claims/part-1/a.ts'));
  await expect.poll(() => judged).toBe(2);

  // Nothing is under way: what is as it was need not be judged.
  watcher.emit('all', 'change', join(root, 'src/claims/part-1/a.ts'));
  await settled();
  expect(judged).toBe(2);
});
