import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestPages, wordsOf } from '../../../src/islands/nearest-pages.ts';

const PAGES = [
  '/lab/skip-two/',
  '/lab/skip-two/one-layer-folds/',
  '/lab/skip-two/what-stops-the-fold/',
  '/lab/skip-two/reference/device/',
  '/lab/skip-two/claims/',
  '/lab/skip-two/claims/one-layer-skip-folds/',
  '/lab/skip-two/claims/two-linear-layers-fold/',
].map((path) => ({ path, title: path }));
const nearest = (address: string) => nearestPages(address, PAGES, '/lab/skip-two').map(({ path }) => path);

test.each([
  ['a letter too many', '/lab/skip-two/one-layer-foldss/', '/lab/skip-two/one-layer-folds/'],
  [
    'another folder',
    '/lab/skip-two/proofs/one-layer-skip-folds',
    '/lab/skip-two/claims/one-layer-skip-folds/',
  ],
  ['no folder', '/lab/skip-two/device', '/lab/skip-two/reference/device/'],
  ['an ending and capitals', '/lab/skip-two/What-Stops-The-Fold.html', '/lab/skip-two/what-stops-the-fold/'],
  ['a name too many', '/lab/skip-two/one-layer-folds/x', '/lab/skip-two/one-layer-folds/'],
  [
    'escapes',
    '/lab/skip-two/%77%68%61%74-%73%74%6F%70%73-%74%68%65-%66%6F%6C%64/',
    '/lab/skip-two/what-stops-the-fold/',
  ],
  ['outside of the base', '/what-stops-fold/', '/lab/skip-two/what-stops-the-fold/'],
])('%s: the page that was meant comes first', (_, address, page) => {
  expect(nearest(address)[0]).toBe(page);
});

test('where nothing is near, nothing is offered: sharing the base is not being near', () => {
  expect(nearest('/lab/skip-two/zzzzzzzzzzzz/')).toEqual([]);
  expect(nearest('/lab/skip-two/how-to-bake-bread/')).toEqual([]);
  expect(nearest('/lab/skip-two/')).toEqual([]);
});

test('of many that are near, the three nearest are offered', () => {
  const pages = ['fold-12', 'fold-123', 'fold-1', 'fold-1234', 'fold'].map((name) => ({
    path: `/${name}/`,
    title: name,
  }));
  expect(nearestPages('/fold-1/', pages, '/').map(({ title }) => title)).toEqual([
    'fold-1',
    'fold-12',
    'fold-123',
  ]);
});

test('of a long address no more than its beginning is compared', () => {
  expect(wordsOf(`/${'x'.repeat(400)}`, '/')).toBe('x'.repeat(120));
});

test('any address is answered with at most three pages', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (address) => {
      expect(nearest(address).length).toBeLessThanOrEqual(3);
      expect(wordsOf(address, '/').length).toBeLessThanOrEqual(120);
    }),
  );
});

test('what is searched for is the last name, in words', () => {
  expect(wordsOf('/lab/skip-two/claims/one-layer_folds.html', '/lab/skip-two/')).toBe('one layer folds');
  expect(wordsOf('/lab/skip-two/', '/lab/skip-two/')).toBe('');
  expect(wordsOf('/%E0%A4%A/', '/')).toBe('e0 a4 a');
});
