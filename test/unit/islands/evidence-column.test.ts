import { expect, test } from 'vitest';
import { columnOf, columnOfReport } from '../../../src/islands/evidence-column.ts';
import { anEvidence, anOutcome } from './examples.ts';

const report = { id: 'one-layer-skip-folds', file: '', digest: '', uses: [], reason: null };

test('a false-pass bound is rounded to the side of caution', () => {
  const falsePass = { degree: 2, setSize: 2_001, perSignPattern: false, exponent: -29.9 };
  expect(columnOf(anEvidence({ falsePass })).falsePass).toBe('at most 10⁻²⁹');
  expect(columnOf(anEvidence({ falsePass: { ...falsePass, perSignPattern: true } })).falsePass).toBe(
    'at most 10⁻²⁹, at the signs drawn',
  );
});

test('an exact check has no scale, a rounded one has', () => {
  const claimed = anOutcome({ measurement: { type: 'difference', error: 1e-7, bound: 4e-7 } });
  expect(columnOf(anEvidence()).ratio).toBeNull();
  expect(columnOf(anEvidence()).measured).toBe('0; nothing but 0 is allowed');
  expect(columnOf(anEvidence({ claimed })).ratio).toBeCloseTo(0.25);
});

test('an interval says which of several findings it is of', () => {
  const interval = { estimate: 0.997, low: 0.995, high: 0.999, relation: 'below', threshold: 0.95 } as const;
  const finding = (says: string, low: number) => ({
    ...interval,
    says,
    low,
    statistic: 'median' as const,
    estimate: 0.997,
    verdict: 'refuted' as const,
  });
  const claimed = anOutcome({ measurement: { type: 'interval', ...interval } });
  const [plain, skip] = [finding('of plain layers', 0.9), finding('with a skip', 0.995)];
  const measured = (findings: (typeof plain)[]) => columnOf(anEvidence({ claimed, findings })).measured;
  expect(measured([plain, skip])).toBe('0.995 to 0.999 (with a skip); it must lie below 0.95');
  expect(measured([skip])).toBe('0.995 to 0.999; it must lie below 0.95');
  const runs = [anEvidence(), anEvidence({ claimed, verdict: 'refuted' })];
  expect(columnOfReport({ ...report, verdict: 'refuted', runs })?.trials).toMatch(
    / in each of 2 cases; above, the first that is refuted$/,
  );
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
    trials: '8 in each of 3 cases; above, the one nearest its bound',
  });
  const exact = columnOfReport({ ...report, verdict: 'holds', runs: [anEvidence(), anEvidence()] });
  expect(exact?.trials).toMatch(/ in each of 2 cases$/);
});

test('a claim that was never run has no column', () => {
  expect(columnOfReport({ ...report, verdict: 'undecided', runs: [] })).toBeNull();
});
