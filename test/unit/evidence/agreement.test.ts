import { expect, test } from 'vitest';
import { agreementRows, differencesOf } from '../../../src/evidence/agreement.ts';
import { anEvidence, anOutcome } from '../islands/examples.ts';

const margin = (margin: number) => anOutcome({ measurement: { type: 'margin', margin }, at: null });
const rounded = (error: number) =>
  anEvidence({
    check: 'rounded',
    claimed: anOutcome({ measurement: { type: 'difference', error, bound: 1 } }),
  });

test('the same run on another device agrees', () => {
  expect(differencesOf(anEvidence({ backend: 'webgl' }), anEvidence({ backend: 'cpu' }))).toEqual([]);
});

test('verdict and control verdict are compared, whatever the check', () => {
  const refuted = anEvidence({
    check: 'rounded',
    verdict: 'refuted',
    control: anOutcome({ verdict: 'holds' }),
  });
  expect(differencesOf(rounded(0), refuted)).toEqual(['verdict', 'verdict of the control']);
});

test('an exact measurement may not differ; a rounded one may, since devices round differently', () => {
  expect(differencesOf(anEvidence({ claimed: margin(3) }), anEvidence({ claimed: margin(4) }))).toEqual([
    'measurement',
  ]);
  expect(differencesOf(rounded(0.25), rounded(0.5))).toEqual([]);
});

test('an exact control is compared where both drew the same integers: fewer bits draw smaller ones', () => {
  const control = anOutcome({ verdict: 'refuted', measurement: { type: 'difference', error: 9, bound: 0 } });
  expect(differencesOf(anEvidence(), anEvidence({ control }))).toEqual(['measurement of the control']);
  expect(differencesOf(anEvidence({ entries: 20, precision: 11 }), anEvidence({ control }))).toEqual([]);
});

test('a claim without a run, one that has changed, and one that could not be run again do not agree', () => {
  const recorded = {
    id: 'one-layer-skip-folds',
    file: '',
    digest: 'a',
    uses: [],
    verdict: 'holds',
    reason: null,
    runs: [anEvidence()],
  } as const;
  const result = (...compared: Parameters<typeof agreementRows>) =>
    agreementRows(...compared).map((row) => [row[0], row.at(-1)]);
  expect(result({ recorded, digest: 'a', again: [{ evidence: anEvidence() }] })).toEqual([['agrees', '–']]);
  expect(result({ recorded, digest: 'b', again: [{ evidence: anEvidence() }] })).toEqual([
    ['differs', 'the claim or what judges it has changed since'],
  ]);
  expect(result({ recorded, digest: 'a', again: [{ evidence: null, problem: 'the time was up' }] })).toEqual([
    ['differs', 'the time was up'],
  ]);
  expect(result({ recorded: { ...recorded, runs: [] }, digest: 'a', again: [] })).toEqual([
    ['differs', 'the file has no run of it'],
  ]);
});
