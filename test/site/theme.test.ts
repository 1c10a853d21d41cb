import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { contrast } from '../support/colour.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
/** It has an aside, cards, tables and charts. */
const PATH = '/is-it-about-the-signal/';
const SCHEMES = ['light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];

/** The page's ground as red, green and blue, and whether its words are the darker of the two. */
async function looksOf(page: Page) {
  const { ground, ink, fields } = await page.evaluate(() => ({
    ground: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.querySelector('.sl-markdown-content p') as Element).color,
    fields: getComputedStyle(document.documentElement).colorScheme,
  }));
  const lightness = (colour: string) =>
    (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
  return { ground, fields, scheme: (lightness(ground) > lightness(ink) ? 'light' : 'dark') satisfies Scheme };
}

/** Every colour of words on every ground they stand on, with an example. Axe waits for timers, which do not run there. */
function wordsOf() {
  const isOpaque = (colour: string) => /^rgb\(/.test(colour);
  const pairs = new Map<string, { ink: string; ground: string; words: string }>();
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const words = [...element.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim(),
    );
    if (words.length === 0 || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      continue;
    const style = getComputedStyle(element);
    // What is off may be faint.
    if (!isOpaque(style.color) || element.closest('[disabled], fieldset:disabled *, noscript')) continue;
    let around: Element | null = element;
    while (around && !isOpaque(getComputedStyle(around).backgroundColor)) around = around.parentElement;
    const ground = getComputedStyle(around ?? document.body).backgroundColor;
    pairs.set(`${style.color} ${ground}`, {
      ink: style.color,
      ground,
      words: `${words[0]?.nodeValue}`.trim(),
    });
  }
  return [...pairs.values()];
}

/** `rgb(1, 2, 3)` as `#010203`. */
function hexOf(rgb: string): string {
  return `#${(rgb.match(/\d+/g) ?? []).map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
}

/** A page with programs, whose colours Expressive Code chooses by the page's theme. */
const CLAIM = '/claims/one-layer-skip-folds/';

async function expectReadable(page: Page): Promise<void> {
  const pairs = await page.evaluate(wordsOf);
  expect(pairs.length).toBeGreaterThan(10);
  expect(pairs.filter(({ ink, ground }) => contrast(hexOf(ink), hexOf(ground)) < 4.5)).toEqual([]);
}

describe.each(SCHEMES)('where the system is %s', (colorScheme) => {
  test.each([PATH, CLAIM])('what is on paper of %s can be read', async (path) => {
    await visit.open(
      path,
      async (page) => {
        await page.emulateMedia({ media: 'print' });
        expect((await looksOf(page)).scheme).toBe('light');
        await expectReadable(page);
      },
      { colorScheme },
    );
  });

  test('programs can be read with scripts off', async () => {
    await visit.open(CLAIM, expectReadable, { colorScheme, javaScriptEnabled: false });
  });

  test('the page is too with scripts off, and its words can be read', async () => {
    const withScripts = await visit.open(PATH, looksOf, { colorScheme });
    await visit.open(
      PATH,
      async (page) => {
        const { scheme, ground, fields } = await looksOf(page);
        expect(scheme).toBe(colorScheme);
        expect(ground).toBe(withScripts.ground);
        expect(fields).toContain(colorScheme);
        await expectReadable(page);
      },
      { colorScheme, javaScriptEnabled: false },
    );
  });

  test.each(SCHEMES)('a reader’s choice of %s counts from the first picture on', async (chosen) => {
    await visit.open(
      '/404.html',
      async (page) => {
        await page.addInitScript((theme) => {
          localStorage.setItem('starlight-theme', theme);
          const look = () => {
            if (!document.body) return requestAnimationFrame(look);
            document.documentElement.dataset.firstGround = getComputedStyle(document.body).backgroundColor;
          };
          requestAnimationFrame(look);
        }, chosen);
        await page.goto(`${visit.site.origin}${PATH}`);
        const { scheme, ground } = await looksOf(page);
        expect(scheme).toBe(chosen);
        expect(await page.locator('html').getAttribute('data-first-ground')).toBe(ground);
      },
      { colorScheme },
    );
  });
});
