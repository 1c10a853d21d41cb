import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADDED, type BuildFolder, CHANGED, changeBuild, copyBuild } from '../support/changed-build.ts';
import { type ServedSite, serveSite } from '../support/served-site.ts';
import { cardOf, verify, visitSite } from './visit.ts';

const visit = visitSite();
let site: ServedSite;
let later: BuildFolder;
beforeAll(async () => {
  later = await changeBuild('dist');
}, 60_000);
afterAll(() => later.remove());

/** A site of the test's own, which it may close or change, in a browser context that keeps it. */
async function keeping(use: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  site = await serveSite('dist');
  const context = await visit.browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await use(page, context);
  } finally {
    await context.close();
    await site.close();
  }
}

async function verifyOnCpu(page: Page): Promise<void> {
  await page.goto(`${site.origin}/claims/one-layer-skip-folds/?backend=cpu`);
  const card = cardOf(page, 'one-layer-skip-folds');
  await verify(card);
  expect(await card.getAttribute('data-verdict')).toBe('holds');
}

async function search(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('.pagefind-ui__search-input').fill('sigmoid');
  await page.locator('.pagefind-ui__result-link').first().waitFor();
}

/** Which builds a page's own text and scripts are of: one, unless builds are mixed. */
function buildsOf(page: Page): Promise<string[]> {
  return page.evaluate(async (changed) => {
    const scripts = performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith('/_astro/') && path.endsWith('.js'))
      .map((path) => path.startsWith(`/_astro/${changed}-`));
    const pagefind = await (await fetch('/pagefind/pagefind.js')).text();
    const marks = [
      document.documentElement.dataset.build === changed,
      ...scripts,
      pagefind.endsWith(`/* ${changed} */`),
    ];
    return [...new Set(marks.map((mark) => (mark ? changed : 'first')))];
  }, CHANGED);
}

/** What the page about the reader's device says of it. */
async function told(page: Page): Promise<string> {
  await page.goto(`${new URL(page.url()).origin}/reference/device/`);
  const status = page.locator('[data-kept]');
  await status.scrollIntoViewIfNeeded();
  await page.locator('[data-kept]:not([data-kept="asking"], [data-kept="being fetched"])').waitFor();
  return status.innerText();
}

const waiting = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);

test('after one visit pages, search, previews and verification need no network', async () => {
  await keeping(async (page) => {
    await site.close();
    await page.goto(`${site.origin}/one-layer-folds`);
    expect(page.url()).toBe(`${site.origin}/one-layer-folds/`);
    await page.locator('a[data-preview="claim"]').first().hover();
    await page.locator('#preview-box:popover-open').waitFor();
    await search(page);
    await page.locator('.pagefind-ui__result-link').first().click();
    await page.locator('h1').waitFor();
    await verifyOnCpu(page);
    expect(await told(page)).toBe('This build of the site is kept on this device.');
    expect(await page.evaluate(() => fetch('/nowhere').then(String, String))).toContain('Failed to fetch');
  });
});

describe('a later build', () => {
  test('that is not wholly there yet is not kept, and one that is takes over as a whole', async () => {
    // All of its files but one page, which is still that of the first.
    const half = copyBuild(later.folder);
    cpSync('dist/index.html', join(half.folder, 'index.html'));
    await keeping(async (page, context) => {
      site.publish(half.folder);
      expect(await page.evaluate(endOfUpdate)).toBe('redundant');
      site.publish(later.folder);
      await page.reload();
      await expect.poll(() => waiting(page), { timeout: 20_000 }).toBe(true);
      // The server has none of these scripts any more.
      await verifyOnCpu(page);
      await search(page);
      expect(await buildsOf(page)).toEqual(['first']);
      const second = await context.newPage();
      await second.goto(`${site.origin}/one-layer-folds/`);
      expect(await buildsOf(second)).toEqual(['first']);
      const before = site.requests.length;
      await second.goto(`${site.origin}/${ADDED}/`);
      await search(second);
      expect(await buildsOf(second)).toEqual([CHANGED]);
      // The search's worker too.
      expect(site.requests.slice(before)).toContain('/pagefind/wasm.en.pagefind');
      await page.reload();
      expect(await buildsOf(page)).toEqual(['first']);
      expect(await told(second)).toContain('A later one is here too');
      const next = await context.newPage();
      const takenOver = await watchTakeover(context, next);
      await second.close();
      await page.close();
      await takenOver();
      await next.goto(`${site.origin}/`);
      expect(await buildsOf(next)).toEqual([CHANGED]);
      await site.close();
      await verifyOnCpu(next);
      await search(next);
      expect(await buildsOf(next)).toEqual([CHANGED]);
    }).finally(half.remove);
  });
});

/**
 * Watches, from a page that is not of the site, for the waiting worker to take over. It does once no
 * page of the site is open and the worker before it is idle: a page opened meanwhile keeps it waiting.
 * @returns what waits for it.
 */
async function watchTakeover(context: BrowserContext, watcher: Page): Promise<() => Promise<void>> {
  const devtools = await context.newCDPSession(watcher);
  const waited = new Set<string>();
  const takenOver = new Promise<void>((resolve) => {
    devtools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, status } of versions)
        if (status === 'installed') waited.add(versionId);
        else if (status === 'activated' && waited.has(versionId)) resolve();
    });
  });
  await devtools.send('ServiceWorker.enable');
  return () => takenOver;
}

/** Looks for a later build. @returns what became of it. */
async function endOfUpdate(): Promise<string> {
  const registration = await navigator.serviceWorker.ready;
  const found = new Promise<ServiceWorker>((resolve) => {
    registration.onupdatefound = () => resolve(registration.installing as ServiceWorker);
  });
  await registration.update();
  const worker = await found;
  while (worker.state === 'installing')
    await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
  return worker.state;
}

test('where what was kept has a hole, the site is read from the network again, and nothing of it is used', async () => {
  await keeping(async (page) => {
    await page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      const cache = await caches.open(name);
      const home = (await cache.keys()).find(({ url }) => new URL(url).pathname === '/one-layer-folds/');
      await cache.delete(home as Request);
    });
    site.publish(later.folder);
    await page.goto(`${site.origin}/one-layer-folds/`);
    await search(page);
    expect(await buildsOf(page)).toEqual([CHANGED]);
  });
});

describe('where nothing can be kept the site is read from the network', () => {
  test('for want of room', async () => {
    const page = await visit.browser.newPage();
    try {
      const devtools = await page.context().newCDPSession(page);
      const { origin } = visit.site;
      await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
      await verifyThere(page);
      await expect.poll(() => visit.site.requests.includes('/service-worker.js')).toBe(true);
      await expect.poll(() => page.evaluate(isKept), { timeout: 10_000 }).toEqual([]);
      expect(await told(page)).toContain('has no room for it');
    } finally {
      await page.context().close();
    }
  });

  test('where it is forbidden', async () => {
    const page = await visit.browser.newPage();
    try {
      await page.addInitScript(() => {
        navigator.serviceWorker.register = () => {
          document.documentElement.dataset.asked = 'true';
          return Promise.reject(new DOMException('forbidden', 'SecurityError'));
        };
      });
      await verifyThere(page);
      await page.locator('html[data-asked]').waitFor();
    } finally {
      await page.context().close();
    }
  });

  test('where its reader saves data', async () => {
    const page = await visit.browser.newPage();
    try {
      await page.addInitScript(() => {
        Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
      });
      await verifyThere(page);
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(isKept)).toEqual([]);
      expect(await told(page)).toContain('since you save data');
    } finally {
      await page.context().close();
    }
  });
});

/** The service workers that are there or on their way. */
async function isKept(): Promise<string[]> {
  return (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope);
}

/** Verifies on the site that all tests share, and nothing is thrown on the way. */
async function verifyThere(page: Page): Promise<void> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${visit.site.origin}/claims/one-layer-skip-folds/?backend=cpu`);
  await verify(cardOf(page, 'one-layer-skip-folds'));
  expect(complaints).toEqual([]);
}
