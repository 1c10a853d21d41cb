import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Choices,
  describeShown,
  EVERYTHING,
  isAskedFor,
  readFilter,
  searchable,
  VERDICTS,
  writeFilter,
} from '../../../src/islands/ledger-filter-state.ts';
import { aClaim } from './ledger-examples.ts';

const CHOICES: Choices = {
  part: [
    { key: 'part-1', label: 'Part 1' },
    { key: 'part-2', label: 'Part 2' },
  ],
  kind: [{ key: 'identity-exact', label: 'Identity, exact' }],
  verdict: VERDICTS,
};

describe('what is asked for', () => {
  test.each([
    ['', true],
    ['  ', true],
    ['skip LAYER', true],
    ['one-layer-skip', true],
    ['(W+I)a', true],
    ['skip convolution', false],
  ])('the text "%s": %s', (text, isFound) => {
    expect(isAskedFor(aClaim(), { ...EVERYTHING, text }, null)).toBe(isFound);
  });

  test('accents, subscripts and typographic minus signs are as good as plain ones', () => {
    expect(searchable('Ŵ₁ \u2212 x')).toBe('w1 - x');
  });

  test('a choice asks for that one, and all choices must fit', () => {
    const claim = aClaim();
    expect(isAskedFor(claim, { ...EVERYTHING, part: 'part-1', kind: 'identity-exact' }, null)).toBe(true);
    expect(isAskedFor(claim, { ...EVERYTHING, part: 'part-2', kind: 'identity-exact' }, null)).toBe(false);
    expect(isAskedFor(claim, { ...EVERYTHING, kind: 'witness-exact' }, null)).toBe(false);
  });

  test('CI’s verdict and the device’s are asked for apart', () => {
    const claim = aClaim({ ci: 'holds' });
    const asks = (verdict: string, own: 'refuted' | null) =>
      isAskedFor(claim, { ...EVERYTHING, verdict }, own);
    expect([
      asks('ci-holds', 'refuted'),
      asks('own-holds', 'refuted'),
      asks('own-refuted', 'refuted'),
    ]).toEqual([true, false, true]);
    expect([asks('own-none', null), asks('own-none', 'refuted')]).toEqual([true, false]);
  });
});

describe('the address', () => {
  test('what is written is read again, and what else stands there stays', () => {
    const filters = fc.record({
      text: fc.string({ unit: 'grapheme', maxLength: 20 }),
      part: fc.constantFrom('', ...CHOICES.part.map(({ key }) => key)),
      kind: fc.constantFrom('', ...CHOICES.kind.map(({ key }) => key)),
      verdict: fc.constantFrom('', ...CHOICES.verdict.map(({ key }) => key)),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        const search = writeFilter('?backend=cpu', filter);
        expect(new URLSearchParams(search).get('backend')).toBe('cpu');
        expect(readFilter(search, CHOICES)).toEqual({ filter, problem: null });
      }),
    );
  });

  test('a filter that asks for everything leaves nothing behind', () => {
    expect(writeFilter('?q=fold&part=part-1', EVERYTHING)).toBe('');
  });

  test.each([
    ['?part=part-9', 'This link asks for a part that does not exist; that was ignored.'],
    [
      '?verdict=%3Cimg%20onerror%3D1%3E',
      'This link asks for a verdict that does not exist; that was ignored.',
    ],
    ['?kind=__proto__', 'This link asks for a kind that does not exist; that was ignored.'],
    [`?q=${'x'.repeat(5_000)}`, 'The text in this link is too long and was cut.'],
  ])('%s does no harm', (search, sentence) => {
    const { filter, problem } = readFilter(search, CHOICES);
    expect(problem).toBe(sentence);
    expect({ ...filter, text: '' }).toEqual(EVERYTHING);
    expect(filter.text.length).toBeLessThanOrEqual(100);
  });

  test('anything at all is read without throwing', () => {
    fc.assert(fc.property(fc.string(), (search) => readFilter(search, CHOICES) !== null));
  });
});

test('how many are shown, in words', () => {
  expect([describeShown(26, 26), describeShown(3, 26), describeShown(0, 26)]).toEqual([
    'All 26 claims are shown.',
    '3 of 26 claims shown.',
    'No claim matches.',
  ]);
});
