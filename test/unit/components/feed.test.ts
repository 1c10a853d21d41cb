import { expect, test } from 'vitest';
import type { Article } from '../../../src/components/articles.ts';
import { articleItems, verdictItems } from '../../../src/components/feed.ts';
import { articleData, jsonLd } from '../../../src/components/structured-data.ts';

const said = { statement: '', hypotheses: '', bound: '', control: '', verdict: '' };
const claim = (id: string) => ({ id, title: `Claim ${id}`, href: `/docs/claims/${id}/`, verdict: 'holds' });
const article = (id: string, published: string | null, folder = ''): Article => ({
  id,
  title: id,
  description: '',
  href: `/docs/${id}/`,
  published: published === null ? undefined : new Date(published),
  body: '',
  folder,
});

test('each change of a claim is an item of its own, the latest first', () => {
  const items = verdictItems([claim('a'), claim('b')], {
    a: {
      said,
      changes: [
        { date: '2026-01-01', changed: [], why: 'First published.' },
        { date: '2026-03-01', changed: ['bound', 'verdict'], why: 'A sharper bound.' },
      ],
    },
    b: { said, changes: [{ date: '2026-02-01', changed: [], why: 'First published.' }] },
    gone: { said, changes: [{ date: '2026-04-01', changed: [], why: 'First published.' }] },
  });
  expect(items.map(({ title, link }) => [title, link])).toEqual([
    ['Changed in bound, verdict: Claim a', '/docs/claims/a/#change-2'],
    ['New: Claim b', '/docs/claims/b/#change-1'],
    ['New: Claim a', '/docs/claims/a/#change-1'],
  ]);
  expect(items[0]).toMatchObject({
    description: 'A sharper bound. When this site was built: holds.',
    pubDate: new Date('2026-03-01T00:00:00Z'),
    categories: ['bound', 'verdict'],
  });
});

test('articles come the latest first, those without a date last, and reference pages are none', () => {
  const items = articleItems([
    article('undated', null),
    article('first', '2026-01-01'),
    article('reference/device', '2026-05-01', 'reference'),
    article('second', '2026-02-01'),
  ]);
  expect(items.map(({ title }) => title)).toEqual(['second', 'first', 'undated']);
  expect(items.map(({ pubDate }) => pubDate?.toISOString())).toEqual([
    '2026-02-01T00:00:00.000Z',
    '2026-01-01T00:00:00.000Z',
    undefined,
  ]);
});

test('a feed ends with its hundredth item', () => {
  const many = Array.from({ length: 101 }, (_, k) => `n${k}`);
  expect(articleItems(many.map((id) => article(id, null)))).toHaveLength(100);
  const changes = [{ date: '2026-01-01', changed: ['bound' as const], why: 'Sharper.' }];
  const items = verdictItems(many.map(claim), Object.fromEntries(many.map((id) => [id, { said, changes }])));
  expect(items).toHaveLength(100);
  expect(items[0]?.title).toBe('Changed in bound: Claim n0');
});

test('nothing in an article’s title ends the element that its data stands in', () => {
  const title = '</script><script>alert(1)</script>';
  const data = articleData({ title, url: 'https://example.org/a/', image: '', home: 'https://example.org/' });
  expect(jsonLd(data)).not.toContain('<');
  expect(JSON.parse(jsonLd(data)).headline).toBe(title);
});
