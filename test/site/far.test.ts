import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { turnTo, visitSite, watchShifts } from './visit.ts';

const visit = visitSite();
const LONG = '/what-stops-the-fold/';
const LEDGER = '/claims/';
/** Articles with figures, and the ledger. */
const PAGES = globSync('*/index.html', { cwd: 'dist' }).map((file) => `/${dirname(file)}/`);

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

describe.each(PAGES)('%s', (path) => {
  test('skips what is far, and nothing that a high window shows at first', async () => {
    await visit.open(
      path,
      async (page) => {
        const { skipped, top } = await farBlocks(page);
        expect(skipped).toBeGreaterThan(5);
        expect(top).toBeGreaterThan(1440);
      },
      { viewport: { width: 2560, height: 1440 } },
    );
  });

  test.each([390, 1280])('stands the same with what may be skipped contained, at %i px', async (width) => {
    await visit.open(
      path,
      async (page) => {
        const [far, moved] = await page.evaluate(() => {
          const sheet = new CSSStyleSheet();
          document.adoptedStyleSheets = [sheet];
          const all = [...document.querySelectorAll('.sl-markdown-content *')];
          const far = all.filter((element) => getComputedStyle(element).contentVisibility === 'auto');
          for (const element of far) element.setAttribute('data-contained', '');
          const tops = (contain: string) => {
            sheet.replaceSync(
              `[data-contained] { content-visibility: visible !important; contain: ${contain} }`,
            );
            return all.map((element) => element.getBoundingClientRect().top);
          };
          const contained = tops('layout style paint');
          return [
            far.length,
            tops('none').filter((top, i) => Math.abs(top - (contained[i] ?? 0)) > 0.1).length,
          ];
        });
        expect(far).toBeGreaterThan(5);
        expect(moved).toBe(0);
      },
      { viewport: { width, height: 844 } },
    );
  });
});

describe.each([LONG, LEDGER])('%s', (path) => {
  test.each([
    ['a key', (page: Page) => page.keyboard.press('Shift')],
    ['a pointer that moves', (page: Page) => page.mouse.move(100, 100)],
  ])('is laid out whole after %s, and nothing moves where its reader goes on at once', async (_, act) => {
    await visit.open(
      '/404.html',
      async (page) => {
        await page.addInitScript(watchShifts);
        await page.goto(`${visit.site.origin}${path}`, { waitUntil: 'networkidle' });
        await act(page);
        await page.evaluate(async () => {
          for (let y = 500; y < 4_000; y += 500) {
            scrollTo(0, y);
            for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
          }
        });
        await expect.poll(async () => (await farBlocks(page)).may).toBe(0);
        expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
      },
      { viewport: { width: 390, height: 844 } },
    );
  });

  test('skips nothing where it is come back to, and shows what it showed', async () => {
    await visit.open(path, async (page) => {
      const inView = () =>
        page.evaluate(() => {
          const all = [...document.querySelectorAll('.sl-markdown-content :is(p, h2, li, a)')];
          const first = all.findIndex((element) => element.getBoundingClientRect().top > 100);
          return [first, Math.round(all[first]?.getBoundingClientRect().top ?? 0)];
        });
      await turnTo(page);
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.6));
      const before = await inView();
      await page.reload({ waitUntil: 'networkidle' });
      expect((await farBlocks(page)).may).toBe(0);
      expect(await inView()).toEqual(before);
    });
  });

  test('skips nothing with settings in its address, or with scripts off', async () => {
    await visit.open(`${path}?backend=cpu`, async (page) => expect((await farBlocks(page)).may).toBe(0));
    await visit.open(path, async (page) => expect((await farBlocks(page)).may).toBe(0), {
      javaScriptEnabled: false,
    });
  });
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

test('a formula that was skipped and is wider than the page is reached by keyboard all the same', async () => {
  await visit.open(
    LONG,
    async (page) => {
      await turnTo(page);
      const formulas = await page
        .locator('.sl-markdown-content .katex-display')
        .evaluateAll((all) =>
          all.map((formula) => [formula.scrollWidth > formula.clientWidth, formula.hasAttribute('tabindex')]),
        );
      expect(formulas.filter(([isWide]) => isWide).length).toBeGreaterThan(0);
      expect(formulas.filter(([isWide, isReached]) => isWide !== isReached)).toEqual([]);
    },
    { viewport: { width: 320, height: 844 } },
  );
});

test('a key pressed while the page is being laid out by and by lays out the rest', async () => {
  await visit.open(LONG, async (page) => {
    // Both in one task: no frame comes between.
    await page.evaluate(() => {
      dispatchEvent(new Event('pointermove'));
      dispatchEvent(new Event('keydown'));
    });
    expect((await farBlocks(page)).may).toBe(0);
  });
});
