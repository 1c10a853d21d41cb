import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { visitSite, watchShifts } from './visit.ts';

const visit = visitSite();
const LONG = '/what-stops-the-fold/';
const LEDGER = '/claims/';

/** Blocks that the browser may skip, those it skips, and where the first begins, in CSS pixels from the page's top. */
async function farBlocks(page: Page): Promise<{ may: number; skipped: number; top: number }> {
  return page.evaluate(() => {
    const blocks = [...document.querySelectorAll('.sl-markdown-content *')].filter(
      (element) => getComputedStyle(element).contentVisibility === 'auto',
    );
    const isSkipped = ({ firstElementChild }: Element) =>
      firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) === false;
    return {
      may: blocks.length,
      skipped: blocks.filter(isSkipped).length,
      top: Math.min(...blocks.map((block) => block.getBoundingClientRect().top + scrollY)),
    };
  });
}

describe.each([
  [LONG, 25],
  ['/would-a-sigmoid-change-it/', 15],
  [LEDGER, 20],
])('%s', (path, least) => {
  test('skips what is far until its reader does something; then all is laid out, and nothing in view moves', async () => {
    await visit.open(
      '/404.html',
      async (page) => {
        await page.addInitScript(watchShifts);
        await page.goto(`${visit.site.origin}${path}`, { waitUntil: 'networkidle' });
        expect((await farBlocks(page)).skipped).toBeGreaterThanOrEqual(least);
        await page.keyboard.press('Shift');
        await expect.poll(async () => (await farBlocks(page)).may).toBe(0);
        expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
      },
      { viewport: { width: 390, height: 844 } },
    );
  });

  test('skips nothing that a high window shows at first', async () => {
    await visit.open(
      path,
      async (page) => {
        const { may, top } = await farBlocks(page);
        expect(may).toBeGreaterThan(0);
        expect(top).toBeGreaterThan(1440);
      },
      { viewport: { width: 2560, height: 1440 } },
    );
  });

  test('skips nothing where it is come back to, or where scripts are off', async () => {
    await visit.open(path, async (page) => {
      await page.reload({ waitUntil: 'networkidle' });
      expect((await farBlocks(page)).may).toBe(0);
    });
    await visit.open(path, async (page) => expect((await farBlocks(page)).may).toBe(0), {
      javaScriptEnabled: false,
    });
  });

  test.each([390, 1280])(
    'is as long and stands the same with what may be skipped contained, at %i px',
    async (width) => {
      await visit.open(
        path,
        async (page) => {
          const moved = await page.evaluate(() => {
            const sheet = new CSSStyleSheet();
            document.adoptedStyleSheets = [sheet];
            const all = [...document.querySelectorAll('.sl-markdown-content *')];
            const far = all.filter((element) => getComputedStyle(element).contentVisibility === 'auto');
            for (const element of far) element.setAttribute('data-far', '');
            const tops = (contain: string) => {
              sheet.replaceSync(`[data-far] { content-visibility: visible !important; contain: ${contain} }`);
              return all.map((element) => element.getBoundingClientRect().top);
            };
            const contained = tops('layout style paint');
            return [
              far.length,
              tops('none').filter((top, i) => Math.abs(top - (contained[i] ?? 0)) > 0.1).length,
            ];
          });
          expect(moved).toEqual([expect.toSatisfy((count: number) => count >= least), 0]);
        },
        { viewport: { width, height: 844 } },
      );
    },
  );
});

test('a page that is opened at a place skips nothing, and a link to one leads there though what is above is skipped', async () => {
  await visit.open(`${LONG}#what-it-buys-xor`, async (page) => {
    await page.waitForLoadState('networkidle');
    expect((await farBlocks(page)).may).toBe(0);
  });
  await visit.open(LONG, async (page) => {
    const tops = await page.evaluate(async () => {
      const places = [...document.querySelectorAll('.sl-markdown-content h2[id]')];
      const last = places.at(-1) as Element;
      location.hash = last.id;
      const tops: number[] = [];
      for (let frame = 0; frame < 10; frame++) {
        await new Promise(requestAnimationFrame);
        tops.push(Math.round(last.getBoundingClientRect().top));
      }
      return tops;
    });
    expect(Math.min(...tops)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...tops)).toBeLessThan(200);
  });
});
