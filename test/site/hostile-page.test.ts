import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { computed, readyFigure } from './figures.ts';
import { cardOf, verify, visitSite } from './visit.ts';

/** Pages as unusual browsers, windows and settings show them. */
const CLAIM = 'one-layer-skip-folds';
const PAGE = `/claims/${CLAIM}/?backend=cpu`;
const visit = visitSite();

/** What `localStorage` does, as a script that runs before the page's own. */
const STORAGES = [
  [
    'forbidden',
    `for (const name of ['localStorage', 'sessionStorage'])
       Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException('no', 'SecurityError'); } });`,
  ],
  ['full', "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"],
] as const;

test.each(STORAGES)(
  'with storage that is %s the theme is the reader’s, and can be changed',
  async (_, script) => {
    await visit.open(
      '/404.html',
      async (page) => {
        const complaints: string[] = [];
        page.on('pageerror', ({ message }) => complaints.push(message));
        await page.addInitScript(script);
        await page.goto(`${visit.site.origin}${PAGE}`);
        const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
        expect(await theme()).toBe('light');
        await page.locator('starlight-theme-select select').first().selectOption('dark');
        expect(await theme()).toBe('dark');
        const card = cardOf(page, CLAIM);
        await verify(card);
        expect(await card.getAttribute('data-verdict')).toBe('holds');
        expect(complaints).toEqual([]);
      },
      { colorScheme: 'light' },
    );
  },
);

test('a page that is hidden and frozen in mid-training goes on where it was', async () => {
  await visit.open('/what-training-shows/?backend=cpu', async (page) => {
    const figure = await readyFigure(page, 'depth-curves');
    await figure.getByRole('button', { name: 'Train', exact: true }).click();
    await figure.locator('[data-state="computing"]').waitFor();
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    const other = await page.context().newPage();
    await other.bringToFront();
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await other.waitForTimeout(500);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await page.bringToFront();
    await computed(figure);
    expect(await figure.locator('.figure-origin').innerText()).toContain('Computed on your device');
  });
});

test('in a browser that speaks Arabic, numbers and their fields are as they are elsewhere', async () => {
  await visit.open(
    PAGE,
    async (page) => {
      expect(await page.evaluate(() => [navigator.language, (1234.5).toLocaleString()])).not.toContain(
        '1,234.5',
      );
      const card = cardOf(page, CLAIM);
      await card.getByRole('spinbutton', { name: 'Width' }).fill('12');
      await verify(card);
      expect(await card.getAttribute('data-verdict')).toBe('holds');
      expect(await card.innerText()).not.toMatch(/[\u0600-\u06ff]/);
      expect(page.url()).toContain('n=12');
    },
    { locale: 'ar-EG' },
  );
});

test('where a translator turns the page round, it turns as a whole: nothing scrolls sideways', async () => {
  for (const width of [1280, 390]) {
    await visit.open(
      '/one-layer-folds/',
      async (page) => {
        await page.evaluate(() => {
          document.documentElement.dir = 'rtl';
        });
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        // A formula reads from left to right in every language.
        const formula = page.locator('.katex-html').first();
        expect(await formula.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
      },
      { viewport: { width, height: 900 } },
    );
  }
});

test('at 400 % a verified card has all it says within the window, and everything can be reached', async () => {
  await visit.open(
    PAGE,
    async (page) => {
      const card = cardOf(page, CLAIM);
      await verify(card);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      const beyond = await card
        .locator('button, input, select, td, th, .run-status')
        .evaluateAll((elements) =>
          elements
            .filter((element) => {
              const { left, right } = element.getBoundingClientRect();
              return left < -1 || right > innerWidth + 1;
            })
            .map((element) => element.textContent),
        );
      expect(beyond).toEqual([]);
      // The window is 225 px high then: a header that stays must leave room to read.
      const header = (await page.locator('.page > .header').boundingBox())?.height ?? 0;
      expect(header).toBeLessThan(225 / 3);
    },
    { viewport: { width: 320, height: 225 } },
  );
});

test('in forced colours a verdict, its mark and the bar that runs are drawn in the reader’s colours', async () => {
  await visit.open(
    PAGE,
    async (page) => {
      const card = cardOf(page, CLAIM);
      await verify(card);
      const colours = await card.locator('.run-status .verdict').evaluate((verdict) => {
        const mark = verdict.querySelector('svg *') as Element;
        const [word, drawn] = [getComputedStyle(verdict).color, getComputedStyle(mark)];
        return {
          word,
          mark: [drawn.fill, drawn.stroke],
          ground: getComputedStyle(document.body).backgroundColor,
        };
      });
      expect(colours.mark).toContain(colours.word);
      expect(colours.word).not.toBe(colours.ground);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    },
    { forcedColors: 'active', reducedMotion: 'reduce' },
  );
});

test('on paper a verified card keeps its verdict and loses its buttons', async () => {
  await visit.open(PAGE, async (page) => {
    const card = cardOf(page, CLAIM);
    await verify(card);
    await page.emulateMedia({ media: 'print' });
    expect(await card.getByText('Both sides were exactly equal').isVisible()).toBe(true);
    expect(await card.getByRole('button', { name: /^Verify/ }).isVisible()).toBe(false);
  });
});

test('over a connection as slow as 3G a run says what it waits for, and ends in its verdict', async () => {
  await visit.open(PAGE, async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    });
    const card = cardOf(page, CLAIM);
    await card.getByRole('button', { name: /^Verify/ }).click();
    await card.getByText('Loading the code …').waitFor();
    await card.and(page.locator('[data-verdict="holds"]')).waitFor({ timeout: 60_000 });
  });
});

/** How far the page can be scrolled sideways, in pixels. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
