import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { headOf } from '../build/machine-files.ts';

// The site that these tests look at is built without SITE and BASE; test/build/site.test.ts has one with both.
const read = (file: string) => readFileSync(`dist/${file}`, 'utf8');

test('a site without an address has nothing that needs one', () => {
  expect(globSync('dist/{sitemap*,feeds}')).toEqual([]);
  for (const page of ['index.html', 'one-layer-folds/index.html', 'claims/index.html', '404.html'])
    expect(headOf(read(page))).toMatchObject({ canonical: null, sitemap: null, feeds: [], data: null });
  expect(read('robots.txt')).toBe('User-agent: *\nAllow: /\n');
});

test('its links for machines lead from its root', () => {
  const links = [...read('llms.txt').matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link as string);
  expect(links.length).toBeGreaterThan(10);
  for (const link of links)
    expect(existsSync(`dist${link}${link.endsWith('/') ? 'index.html' : ''}`), link).toBe(true);
});
