import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
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

describe.each(SCHEMES)('where the system is %s', (colorScheme) => {
  test('the page is too with scripts off, and its words can be read', async () => {
    const withScripts = await visit.open(PATH, looksOf, { colorScheme });
    await visit.open(
      PATH,
      async (page) => {
        const { scheme, ground, fields } = await looksOf(page);
        expect(scheme).toBe(colorScheme);
        expect(ground).toBe(withScripts.ground);
        expect(fields).toContain(colorScheme);
        const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
        expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
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
