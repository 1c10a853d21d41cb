import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { keptFiles } from '../../src/delivery/precache.ts';

/** What one visit keeps, as the service worker of the built site has it. */
const kept = keptFiles('dist', '/').files.map(({ url }) => url);
const read = (url: string) => readFileSync(`dist${url}${url.endsWith('/') ? 'index.html' : ''}`);
const isText = (url: string) => /\/$|\.(?:js|css|json|svg|txt)$/.test(url);

/** Asked for by systems that put the site among their programs, which they do online. */
const ONLINE_ONLY = ['/apple-touch-icon.png'];

test('one visit keeps no more than its budget, and fetches a fraction of that', () => {
  const bytes = kept.reduce((sum, url) => sum + read(url).length, 0);
  const sent = kept.reduce((sum, url) => sum + (isText(url) ? gzipSync(read(url)) : read(url)).length, 0);
  expect(kept.length).toBeGreaterThan(200);
  expect({ files: kept.length, bytes, sent }).toEqual({
    files: expect.toSatisfy((files: number) => files <= 480, 'at most 480'),
    bytes: expect.toSatisfy((bytes: number) => bytes <= 9_500_000, 'at most 9.5 MB'),
    sent: expect.toSatisfy((sent: number) => sent <= 2_500_000, 'at most 2.5 MB, gzip'),
  });
});

test('whatever a kept page, style sheet or script names is kept', () => {
  const missing = new Set<string>();
  let named = 0;
  for (const url of kept.filter(isText)) {
    const text = read(url).toString('utf8');
    const addresses = url.endsWith('/')
      ? [...text.matchAll(/\s(?:src|href|component-url|renderer-url)="(\/[^"#?]*)/g)].map(([, path]) => path)
      : [...text.matchAll(/[\w.-]+-?\.[\w-]{8}\.(?:js|css|woff2)/g)].map(([name]) => `/_astro/${name}`);
    for (const address of addresses) {
      named += 1;
      if (address && !kept.includes(address) && !ONLINE_ONLY.includes(address))
        missing.add(`${url}: ${address}`);
    }
  }
  expect(named).toBeGreaterThan(1_000);
  expect([...missing]).toEqual([]);
});

test('nothing is kept that nothing kept names', () => {
  const texts = kept.filter(isText).map((url) => read(url).toString('utf8'));
  const unnamed = kept
    .filter((url) => url.startsWith('/_astro/'))
    .filter((url) => !texts.some((text) => text.includes(url.slice('/_astro/'.length))));
  expect(unnamed).toEqual([]);
});
