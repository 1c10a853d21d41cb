import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { claimFiles } from '../../../src/evidence/claim-files.ts';
import { problemsOfPlaces } from '../../../src/evidence/claim-places.ts';

const root = mkdtempSync(join(tmpdir(), 'skip-two-places-'));
afterAll(() => rmSync(root, { recursive: true }));

test('files that nobody would judge, and claims of one name', () => {
  for (const file of [
    'registry.ts',
    'figures/fold.ts',
    'part-1/a.ts',
    'part-2/a.ts',
    'b.ts',
    'part-1/more/c.ts',
  ]) {
    mkdirSync(dirname(join(root, 'src/claims', file)), { recursive: true });
    writeFileSync(join(root, 'src/claims', file), '');
  }
  const problems = problemsOfPlaces(root, claimFiles(root));
  expect(problems.map(({ name, location }) => [name, location?.file])).toEqual([
    ['WrongFileName', 'src/claims/b.ts'],
    ['WrongFileName', 'src/claims/part-1/more/c.ts'],
    ['WrongFileName', 'src/claims/part-2/a.ts'],
  ]);
});
