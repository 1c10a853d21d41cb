import { expect, test } from 'vitest';
import { columnOf, columnOfReport } from '../../../src/islands/evidence-column.ts';
import { anEvidence, anOutcome } from './examples.ts';

const report = { id: 'one-layer-skip-folds', file: '', digest: '', uses: [], reason: null };

test('a false-pass bound is rounded to the side of caution', () => {
  const falsePass = { degree: 2, setSize: 2_001, perSignPattern: false, exponent: -29.9 };
  expect(columnOf(anEvidence({ falsePass })).falsePass).toBe('at most 10⁻²⁹ (Schwartz–Zippel)');
  expect(columnOf(anEvidence({ falsePass: { ...falsePass, perSignPattern: true } })).falsePass).toBe(
    'at most 10⁻²⁹ (Schwartz–Zippel, at the signs drawn)',
  );
});

test('an exact check has no scale, a rounded one has', () => {
  const claimed = anOutcome({ measurement: { type: 'difference', error: 1e-7, bound: 4e-7 } });
  expect(columnOf(anEvidence()).ratio).toBeNull();
  expect(columnOf(anEvidence()).measured).toBe('0; nothing but 0 is allowed');
  expect(columnOf(anEvidence({ claimed })).ratio).toBeCloseTo(0.25);
});

test('of several cases the one closest to its bound is shown, and the worst verdict', () => {
  const run = (error: number) =>
    anEvidence({ claimed: anOutcome({ trials: 8, measurement: { type: 'difference', error, bound: 1 } }) });
  const undecidedControl = anEvidence({ control: anOutcome({ verdict: 'undecided', reason: 'not finite' }) });
  const runs = [run(0.1), run(0.5), undecidedControl];
  expect(columnOfReport({ ...report, verdict: 'undecided', runs })).toMatchObject({
    verdict: 'undecided',
    control: 'undecided',
    ratio: 0.5,
    trials: '8 in each of 3 cases',
  });
});

test('a claim that was never run has no column', () => {
  expect(columnOfReport({ ...report, verdict: 'undecided', runs: [] })).toBeNull();
});
