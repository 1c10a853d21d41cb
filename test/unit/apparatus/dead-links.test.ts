import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { deadLinks } from '../../../src/apparatus/dead-links.ts';

const folder = mkdtempSync(join(tmpdir(), 'skip-two-links-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

const ARTICLES = [
  { id: 'an-article', file: 'content/an-article.mdx', text: '---\ntitle: A\n---\n\n[x](/nowhere/)\n' },
];

test('a picture that is not there is a dead link too', () => {
  write('an-article/index.html', '<img src="/mark.svg" alt=""><img src="data:image/png;base64,AA==" alt="">');
  const said = () => deadLinks(folder, '/', ARTICLES).map(({ message }) => message);
  expect(said()).toEqual(['A link leads to "/mark.svg", and there is no such page.']);
  write('mark.svg', '<svg/>');
  expect(said()).toEqual([]);
});

test('a link without its first slash is told of the page that it may mean, and one like none of nothing', () => {
  const hintOf = (href: string) => {
    write('an-article/index.html', `<a href="${href}">x</a>`);
    return deadLinks(folder, '/', ARTICLES)[0]?.hint;
  };
  write('one-layer/index.html', '<p>x</p>');
  expect(hintOf('one-layer')).toBe('Did you mean "/one-layer/"?');
  expect(hintOf('/quite-another-thing.svg')).toBe('Mend the address, or take it away.');
});

/** What is said of a link from `/an-article/` with this address. */
function saidOf(href: string, base = '/'): string[] {
  write('index.html', '<h1 id="top">Home</h1>');
  write('an-article/index.html', `<h2 id="the-proof">P</h2><a href="${href}">x</a>`);
  write('claims.json', '{}');
  return deadLinks(folder, base, ARTICLES).map(({ message }) => message);
}

test.each([
  '/',
  '/an-article/',
  '/an-article',
  '#the-proof',
  '/#top',
  '../#top',
  '/claims.json',
  '/an-article/?backend=cpu#the-proof',
  '/an-article/#v=1&amp;n=8',
  'https://example.org/nowhere',
  'mailto:nobody@example.org',
])('%s is alive', (href) => {
  expect(saidOf(href)).toEqual([]);
});

test.each([
  ['/nowhere/', 'A link leads to "/nowhere/", and there is no such page.'],
  ['/claims.jsn', 'A link leads to "/claims.jsn", and there is no such page.'],
  ['/50%-more/', 'A link leads to "/50%-more/", which is no address.'],
  ['http://[', 'A link leads to "http://[", which is no address.'],
  ['#the-prof', 'A link leads to "#the-prof", and there is no such place in the page.'],
  ['/#the-proof', 'A link leads to "/#the-proof", and there is no such place in /.'],
])('%s is dead', (href, said) => {
  expect(saidOf(href)).toEqual([said]);
});

test('the article and its line are named, and the nearest place', () => {
  saidOf('/nowhere/');
  expect(deadLinks(folder, '/', ARTICLES)[0]?.location).toEqual({ file: 'content/an-article.mdx', line: 5 });
  saidOf('#the-prof');
  expect(deadLinks(folder, '/', ARTICLES)[0]?.hint).toBe('Did you mean "the-proof"?');
});

test('under a base a link without it leads out of the site', () => {
  expect(saidOf('/docs/', '/docs')).toEqual([]);
  expect(saidOf('/docs/#top', 'docs/')).toEqual([]);
  expect(saidOf('/an-article/', '/docs')).toEqual([
    'A link leads to "/an-article/", which is outside of /docs/.',
  ]);
  expect(saidOf('/docs/nowhere/', '/docs')).toEqual([
    'A link leads to "/nowhere/", and there is no such page.',
  ]);
});
