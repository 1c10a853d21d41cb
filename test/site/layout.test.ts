import { globSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { siteCharacters } from '../../src/components/site-characters.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
// Vitest collects before the site is built, so the pages are asked for in the tests.
const pagesOf = () =>
  globSync('**/index.html', { cwd: 'dist' }).map(
    (file) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`,
  );
const isArticle = (path: string) => !path.startsWith('/claims/');

/** What all fonts of a page may weigh together, in bytes. */
const FONT_BUDGET = 120_000;

describe.each([320, 390])('at %i px', (width) => {
  test('no page scrolls sideways, and no formula leaves it', async () => {
    await visit.open(
      '/404.html',
      async (page) => {
        const wide: string[] = [];
        for (const path of pagesOf()) {
          await page.goto(`${visit.site.origin}${path}`);
          await page.evaluate(() => document.fonts.ready);
          const beyond = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            const formulas = [...document.querySelectorAll('.katex-display')];
            const outside = formulas.filter((f) => f.getBoundingClientRect().right > clientWidth + 1);
            return scrollWidth > clientWidth || outside.length > 0;
          });
          if (beyond) wide.push(path);
        }
        expect(wide).toEqual([]);
      },
      { viewport: { width, height: 800 } },
    );
  });
});

test('the fonts of an article keep to their budget', async () => {
  const heavy: string[] = [];
  for (const path of pagesOf().filter(isArticle)) {
    const before = visit.site.requests.length;
    await visit.open(path, (page) => page.waitForLoadState('networkidle'));
    const fonts = [...new Set(visit.site.requests.slice(before))].filter((file) => file.endsWith('.woff2'));
    const weight = fonts.reduce((sum, file) => sum + statSync(`dist${file}`).size, 0);
    expect(fonts.length).toBeGreaterThan(4);
    if (weight > FONT_BUDGET) heavy.push(`${path}: ${weight} B`);
  }
  expect(heavy).toEqual([]);
});

test('the fonts hold every character that a formula shows', () => {
  const held = new Set(siteCharacters('.'));
  const shown = globSync('dist/**/*.html').flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(/<span class="katex-html"[^>]*>(.*?)<\/span><\/span><\/span>/gs),
    ].map(([, html = '']) =>
      html
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll(/&#x([\dA-F]+);/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16))),
    ),
  );
  expect(shown.length).toBeGreaterThan(100);
  expect(
    [...new Set(shown.join(''))].filter(
      (character) => character > ' ' && character !== '\u200b' && !held.has(character),
    ),
  ).toEqual([]);
});

test('every script and fraction in MathML has as many parts as it must: Firefox draws no other', async () => {
  await visit.open('/404.html', async (page) => {
    const wrong = await page.evaluate(async (paths) => {
      const PARTS = { msub: 2, msup: 2, mover: 2, munder: 2, mfrac: 2, mroot: 2, msubsup: 3, munderover: 3 };
      const found: string[] = [];
      for (const path of paths) {
        const parsed = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
        for (const [name, parts] of Object.entries(PARTS))
          for (const element of parsed.querySelectorAll(name))
            if (element.children.length !== parts) found.push(`${path}: ${element.outerHTML}`);
      }
      return found;
    }, pagesOf());
    expect(wrong).toEqual([]);
  });
});

test('pointing at a symbol in a formula lights it up in the article, and leaving it puts it out', async () => {
  await visit.open('/one-layer-folds/', async (page) => {
    const article = page.locator('.sl-markdown-content');
    await article.locator('p .term-W').first().hover();
    expect(await article.getAttribute('data-lit')).toBe('W');
    await page.locator('h1').hover();
    expect(await article.getAttribute('data-lit')).toBeNull();
  });
});

test('on paper the words are dark on white in the dark theme too, and nothing is left that one would press', async () => {
  await visit.open(
    '/one-layer-folds/',
    async (page) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const ink = await page.evaluate(() =>
        getComputedStyle(document.documentElement).getPropertyValue('--ink'),
      );
      expect(ink).toBe('#23262b');
      expect(await page.locator('.page > .header').isVisible()).toBe(false);
      expect(await page.locator('.sidebar').isVisible()).toBe(false);
    },
    { colorScheme: 'dark' },
  );
});
