import { expect, test } from 'vitest';
import { neighboursIn, sidebarAt, sidebarOf } from '../../../src/components/sidebar-places.ts';

const PAGES = [
  { id: 'second', title: 'A second', part: 1, order: 2 },
  { id: 'later', title: 'Later', part: 2, order: 1, label: 'Shorter' },
  { id: 'first', title: 'First', part: 1, order: 1 },
  { id: 'index', title: 'The short answer', order: 0 },
  { id: '404', title: 'Not found' },
  { id: 'reference/b', title: 'B', order: 2 },
  { id: 'reference/a', title: 'A', order: 2 },
  { id: 'reference/anywhere', title: 'Anywhere' },
  { id: 'guides/long', title: 'A long title', label: 'Short', order: 1 },
];
const SIDEBAR = sidebarOf(PAGES, (path) => `/docs${path}`);

test('a page stands where its frontmatter says, by part, order, then title; without an order it comes last', () => {
  expect(SIDEBAR.map(({ label, entries }) => [label, ...entries.map(({ label }) => label)])).toEqual([
    ['The argument', 'The short answer', 'Part 1 · First', 'Part 1 · A second', 'Part 2 · Shorter'],
    ['Reference', 'Claims', 'A', 'B', 'Anywhere'],
    ['For authors', 'Short', 'Errors'],
  ]);
});

test('the page looked at is marked, and its neighbours are those in the sidebar', () => {
  const marked = sidebarAt(SIDEBAR, '/docs/later/').flatMap(({ entries }) =>
    entries.filter(({ isCurrent }) => isCurrent),
  );
  expect(marked.map(({ href }) => href)).toEqual(['/docs/later/']);
  expect(SIDEBAR.flatMap(({ entries }) => entries).some(({ isCurrent }) => isCurrent)).toBe(false);
  const neighbours = (current: string) => {
    const { prev, next } = neighboursIn(sidebarAt(SIDEBAR, current));
    return [prev?.href, next?.href];
  };
  expect(neighbours('/docs/')).toEqual([undefined, '/docs/first/']);
  expect(neighbours('/docs/later/')).toEqual(['/docs/second/', '/docs/claims/']);
  expect(neighbours('/docs/reference/errors/')).toEqual(['/docs/guides/long/', undefined]);
  expect(neighbours('/docs/claims/one/')).toEqual([undefined, undefined]);
});
