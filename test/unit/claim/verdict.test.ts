import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from '../../../src/claim/trial.ts';
import { conclude, holds, judge, refuted, undecided } from '../../../src/claim/verdict.ts';

const notFinite = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);

describe('judge', () => {
  test('holds up to the bound and not beyond it', () => {
    expect(judge({ type: 'difference', error: 1, bound: 1 })).toEqual(holds);
    expect(judge({ type: 'difference', error: 1 + 2 ** -52, bound: 1 })).toEqual(refuted);
    expect(judge({ type: 'difference', error: 0, bound: 0 })).toEqual(holds);
    expect(judge({ type: 'difference', error: 2 ** -149, bound: 0 })).toEqual(refuted);
  });

  test('a margin must be positive', () => {
    expect(judge({ type: 'margin', margin: 1 })).toEqual(holds);
    expect(judge({ type: 'margin', margin: 0 })).toEqual(refuted);
  });

  test('what is not finite is never a pass', () => {
    fc.assert(
      fc.property(notFinite, fc.double({ min: 0 }), (bad, number) => {
        expect(judge({ type: 'difference', error: bad, bound: number })).toEqual(undecided('not finite'));
        expect(judge({ type: 'difference', error: number, bound: bad })).toEqual(undecided('not finite'));
        expect(judge({ type: 'margin', margin: bad })).toEqual(undecided('not finite'));
      }),
    );
  });
});

describe('conclude', () => {
  const verdicts = [holds, refuted, undecided('timed out')];

  test('a claim holds only where its control was refuted', () => {
    for (const check of verdicts) {
      for (const control of verdicts) {
        const holdsHere = conclude(check, control).verdict === 'holds';
        expect(holdsHere).toBe(check === holds && control === refuted);
      }
    }
  });

  test('a control that passes leaves the claim undecided, and says so', () => {
    expect(conclude(holds, holds)).toEqual(undecided('control not refuted'));
    expect(conclude(holds, undecided('device lost'))).toEqual(undecided('device lost'));
  });
});

describe('compare', () => {
  test('an entry beyond a bound of 0 decides, however close another comes to its own', () => {
    const side = (data: number[]) => ({ shape: [1, 2], data });
    const { measurement, index } = compare(side([1, 5]), side([1.5, 5.25]), [0, 0.26]);
    expect(index).toEqual([0, 0]);
    expect(judge(measurement)).toEqual(refuted);
  });
});
