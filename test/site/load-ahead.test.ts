import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { cardOf, connect, verify, visitSite } from './visit.ts';

const visit = visitSite();
const PATH = '/one-layer-folds/?backend=cpu';
const CLAIM = 'one-layer-skip-folds';

/** What is asked for from here on, by the end of its path. */
function listen(ending: RegExp): () => string[] {
  const before = visit.site.requests.length;
  return () => [...new Set(visit.site.requests.slice(before))].filter((path) => ending.test(path));
}

const isOfWorker = /_astro\/(?:worker|cpu)-[^/]+\.js$/;

async function pointAtVerify(page: Page) {
  const card = cardOf(page, CLAIM);
  await card.scrollIntoViewIfNeeded();
  await card.getByRole('button', { name: /^Verify/ }).hover();
  return card;
}

describe('with a connection that costs nothing', () => {
  test('a page that is only opened fetches nothing ahead', async () => {
    await visit.open(PATH, async (page) => {
      await page.waitForLoadState('networkidle');
      const asked = listen(/./);
      await page.waitForTimeout(1_000);
      // The page's icon is the browser's own to ask for, at whatever time it likes.
      expect(asked().filter((path) => path !== '/favicon.svg')).toEqual([]);
    });
  });

  test('what Verify needs is there when it is pressed', async () => {
    await visit.open(PATH, async (page) => {
      const ahead = listen(isOfWorker);
      const card = await pointAtVerify(page);
      await expect.poll(() => ahead().length).toBe(2);
      await page.waitForLoadState('networkidle');
      const scripts = listen(/\.js$/);
      await verify(card);
      expect(await card.getAttribute('data-verdict')).toBe('holds');
      expect(scripts()).toEqual([]);
    });
  });

  test('so it is where the card has only come into view, or the button has the focus', async () => {
    await visit.open(PATH, async (page) => {
      const ahead = listen(isOfWorker);
      await cardOf(page, CLAIM).scrollIntoViewIfNeeded();
      await expect.poll(() => ahead().length).toBe(2);
    });
    await visit.open(`/claims/${CLAIM}/?backend=cpu`, async (page) => {
      const button = cardOf(page, CLAIM).getByRole('button', { name: /^Verify/ });
      await expect.poll(() => button.isEnabled()).toBe(true);
      const ahead = listen(isOfWorker);
      await button.focus();
      await expect.poll(() => ahead().length).toBe(2);
    });
  });

  test('a claim is rehearsed when its button is pointed at, and not before; nothing is shown of it', async () => {
    await visit.open(PATH, async (page) => {
      const card = cardOf(page, CLAIM);
      await card.hover({ position: { x: 20, y: 20 } });
      await page.waitForLoadState('networkidle');
      expect(page.workers()).toEqual([]);
      await pointAtVerify(page);
      await expect.poll(() => page.workers().length).toBe(1);
      const [worker] = page.workers();
      const loaded = () =>
        worker?.evaluate(() =>
          performance
            .getEntriesByType('resource')
            .map(({ name }) => name)
            .join(),
        );
      await expect.poll(loaded).toMatch(/\/one-layer-skip-folds\b/);
      expect(await card.getAttribute('data-state')).toBe('idle');
      await verify(card);
      expect(await card.getAttribute('data-verdict')).toBe('holds');
      expect(page.workers()).toEqual([worker]);
    });
  });

  test('the page of a link that is pointed at is fetched, and so is the next page', async () => {
    await visit.open('/one-layer-folds/', async (page) => {
      const asked = listen(/\/$/);
      await page.locator('.sidebar a[href="/is-it-about-learning/"]').hover();
      await expect.poll(asked).toContain('/is-it-about-learning/');
      await page.locator('a[rel="next"]').scrollIntoViewIfNeeded();
      await expect.poll(asked).toContain('/would-a-sigmoid-change-it/');
    });
  });
});

test.each([
  ['data is to be saved', { saveData: true, effectiveType: '4g' }],
  ['it is slow', { saveData: false, effectiveType: '3g' }],
  ['it is paid for by amount', { saveData: false, effectiveType: '4g', type: 'cellular' }],
])('nothing is fetched ahead where %s', async (_, connection) => {
  await visit.open(PATH, async (page) => {
    await connect(page, connection);
    const asked = listen(/_astro\/(?:worker|cpu)-[^/]+\.js$|load-ahead\.json$|\/$/);
    await pointAtVerify(page);
    await page.locator('.sidebar a[href="/is-it-about-learning/"]').hover();
    await page.waitForTimeout(1_000);
    expect(asked()).toEqual([]);
    expect(page.workers()).toEqual([]);
  });
});
