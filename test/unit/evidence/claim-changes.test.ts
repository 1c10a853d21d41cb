import { expect, test } from 'vitest';
import { type Claim, type Experiment, inCase } from '../../../src/claim/claim.ts';
import type { Values } from '../../../src/claim/parameters.ts';
import { CLAIM_IDS, loadClaim } from '../../../src/claims/registry.ts';
import { changedParts, readChanges, recorded } from '../../../src/evidence/claim-changes.ts';

const records = readChanges('.');
const load = async (id: string) => (await loadClaim(id)) as Claim;

test('each claim says what is recorded of it; if not, tell readers why: npm run record -- "why"', async () => {
  const unrecorded: Record<string, readonly string[]> = {};
  for (const id of CLAIM_IDS) {
    const changed = changedParts(records[id], await load(id));
    if (changed === null) unrecorded[id] = ['new'];
    else if (changed.length > 0) unrecorded[id] = changed;
  }
  expect(unrecorded).toEqual({});
});

test('every record has a first publication, and dates that do not go back', () => {
  for (const [id, { changes }] of Object.entries(records)) {
    expect(changes[0]?.changed, id).toEqual([]);
    const dates = changes.map(({ date }) => date);
    for (const date of dates) expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(dates, id).toEqual([...dates].sort());
  }
});

test('a change is recorded by part, once, and the earlier ones stay', async () => {
  const claim = await load('one-layer-skip-folds');
  const first = recorded(undefined, claim, { date: '2026-01-01', why: 'First published.' });
  expect(first.changes).toEqual([{ date: '2026-01-01', changed: [], why: 'First published.' }]);
  const weaker = { ...claim, hypotheses: [...claim.hypotheses, 'n is even'] } as Claim;
  expect(changedParts(first, weaker)).toEqual(['hypotheses']);
  const second = recorded(first, weaker, { date: '2026-01-02', why: 'It needs it.' });
  expect(second.changes.map(({ changed }) => changed)).toEqual([[], ['hypotheses']]);
  expect(recorded(second, weaker, { date: '2026-01-03', why: 'Nothing.' })).toBe(second);
});

test.each([
  ['statement', { statement: 'x = x' }],
  ['bound', { check: 'rounded' }],
  ['control', { control: { says: 'another' } }],
] as const)('a change of %s is seen', async (part, change) => {
  const claim = await load('one-layer-skip-folds');
  const first = recorded(undefined, claim, { date: '2026-01-01', why: '' });
  expect(changedParts(first, { ...claim, ...change } as unknown as Claim)).toEqual([part]);
});

test('what an experiment publishes in any one of its cases is its verdict', async () => {
  const claim = (await load('depth-lab')) as Experiment;
  const first = recorded(undefined, claim, { date: '2026-01-01', why: '' });
  const { published } = claim;
  const other = (values: Values) =>
    values.depth === '48' ? 'undecided' : inCase(published, values as never);
  expect(changedParts(first, { ...claim, published: other } as Claim)).toEqual(['verdict']);
});

test('a title, a parameter or a source may change without a word', async () => {
  const claim = await load('one-layer-skip-folds');
  const first = recorded(undefined, claim, { date: '2026-01-01', why: '' });
  const other = { ...claim, title: 'Another', parameters: {}, sources: ['wgsl'] } as Claim;
  expect(changedParts(first, other)).toEqual([]);
});
