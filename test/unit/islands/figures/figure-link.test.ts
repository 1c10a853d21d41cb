import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import fold from '../../../../src/claims/figures/fold.ts';
import { FIGURE_IDS, loadFigure } from '../../../../src/claims/figures/registry.ts';
import { readFigureLink, writeFigureLink } from '../../../../src/islands/figures/figure-link.ts';
import { seeds, valuesOf } from '../../../support/arbitraries.ts';
import { aPoster } from './posters.ts';

const poster = aPoster('fold', fold);
const { values, seed } = poster;

describe('a link to a figure', () => {
  test('restores parameters, views and seed', () => {
    fc.assert(
      fc.property(valuesOf({ ...fold.parameters, ...fold.views }), seeds, (values, seed) => {
        const link = writeFigureLink('fold', { values, seed });
        expect(readFigureLink(`#${link}`, poster)).toEqual({ values, seed, problem: null });
      }),
    );
  });

  test.each(FIGURE_IDS)('restores every choice of %s from what a browser makes of it', async (id) => {
    const { parameters = {}, views = {} } = (await loadFigure(id)) ?? {};
    const own = { ...poster, id, parameters, views };
    fc.assert(
      fc.property(valuesOf({ ...parameters, ...views }), seeds, (values, seed) => {
        const { hash } = new URL(`#${writeFigureLink(id, { values, seed })}`, 'http://localhost/article/');
        expect(readFigureLink(hash, own)).toMatchObject({ values, seed, problem: null });
      }),
    );
  });

  test.each(['', '#', '#the-answer', '#figure-fold', '#figure-line-probe:v=1&at=3&seed=1', '#v=1&n=2'])(
    '"%s" is none of this figure’s',
    (fragment) => expect(readFigureLink(fragment, poster)).toBeNull(),
  );

  test.each([
    ['#figure-fold:', /^This link could not be read/],
    ['#figure-fold:%%%', /^This link could not be read/],
    ['#figure-fold:v=9&n=2', /^This link was made for another version/],
    ['#figure-fold:v=1&colour=2', /^This link sets something that is not there to be set/],
    ['#figure-fold:v=1&n=99', /^This link could not be followed in full: Width/],
    [`#figure-fold:v=1&n=${'1'.repeat(600)}`, /too long/],
  ])('"%s" is harmless, and is told in a sentence', (fragment, sentence) => {
    const restored = readFigureLink(fragment, poster);
    expect(restored).toMatchObject({ values, seed });
    expect(restored?.problem).toMatch(sentence);
  });
});
