import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright';
import { afterAll, beforeAll, expect } from 'vitest';
import { selectorsOf } from '../../src/slim/purge-styles.ts';
import { REJECTED } from '../../src/slim/slim-site.ts';
import { launchOptions, SOFTWARE_GPU } from '../support/chromium.ts';
import { type Mishap, type ServedSite, serveSite } from '../support/served-site.ts';
import { watchPolicy } from './watch-policy.ts';

/** The built site in a real Chromium, for the length of one test file. */
export interface Visit {
  readonly site: ServedSite;
  readonly browser: Browser;
  /**
   * Opens a page in a context of its own and calls `use`; nothing outlives it. No service worker stands between
   * page and site, since tests count what a page asks for. What the page has become by then must need no rule that
   * slim-site.ts left out of the style sheets, and no sheet that it left out of the page.
   * @throws {Error} where anything on the way broke the Content Security Policy or left the site.
   */
  open<T>(path: string, use: (page: Page) => Promise<T>, options?: BrowserContextOptions): Promise<T>;
}

/**
 * Opens browser and site before the file's tests and closes them after.
 * @param mishap asked of each request what is to befall it.
 */
export function visitSite(
  gpu: readonly string[] = SOFTWARE_GPU,
  mishap: (path: string) => Mishap | undefined = () => undefined,
): Visit {
  let site: ServedSite | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    site = await serveSite('dist', { mishap });
    browser = await chromium.launch(launchOptions(gpu));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  return {
    get site() {
      return site as ServedSite;
    },
    get browser() {
      return browser as Browser;
    },
    async open(path, use, options) {
      const context = await (browser as Browser).newContext({
        viewport: { width: 1280, height: 900 },
        serviceWorkers: 'block',
        ...options,
      });
      // What is waited for has come on a machine of two cores that also does other work.
      context.setDefaultTimeout(90_000);
      const breaches = watchPolicy(context, (site as ServedSite).origin);
      try {
        const page = await context.newPage();
        await page.goto(`${site?.origin}${path}`);
        const result = await use(page);
        expect(await unstyled(page), 'selectors that the page has no style for').toEqual([]);
        if (breaches.length > 0) throw new Error(`Against the site's policy:\n${breaches.join('\n')}`);
        return result;
      } finally {
        await context.close();
      }
    },
  };
}

/**
 * Selectors that something in the page matches, states like hover apart, though they were left out of the style sheets
 * or stand in one that the page was not given.
 */
async function unstyled(page: Page): Promise<string[]> {
  // A test may have left the site, or closed the page.
  if (page.isClosed() || !page.url().startsWith('http')) return [];
  const rejected: string[] = JSON.parse(readFileSync(REJECTED, 'utf8'));
  expect(rejected.length).toBeGreaterThan(100);
  const linked = await page.evaluate(() => [...document.styleSheets].map(({ href }) => href ?? ''));
  // The search box is given its own when a reader reaches for it.
  const others = globSync('dist/_astro/!(search.*).css').filter(
    (sheet) => !linked.some((href) => href.endsWith(basename(sheet))),
  );
  // What a sheet sets on the root are properties that it reads itself; `&` is within another rule.
  const isOfPage = (selector: string) => !/^(?:&|:root(?::not\([^)]*\))?$)/.test(selector);
  const absent = others.flatMap((sheet) => selectorsOf(readFileSync(sheet, 'utf8'))).filter(isOfPage);
  expect(absent.length).toBeGreaterThan(10);
  const selectors = [...rejected, ...absent];
  return page.evaluate((selectors) => {
    const STATES =
      /::[\w-]+|:(?:before|after|hover|focus|focus-visible|focus-within|active|visited|target)(?![\w-])/g;
    return selectors.filter((selector) => {
      try {
        return document.querySelector(selector.replaceAll(STATES, '').trim()) !== null;
      } catch {
        // Nothing is left of it without its states, as of `::backdrop`: it was not left out for a name.
        return false;
      }
    });
  }, selectors);
}

/** Loads the page again in a browser that tells of another connection. */
export async function connect(page: Page, connection: Record<string, unknown>): Promise<void> {
  await page.addInitScript((told) => {
    Object.defineProperty(navigator, 'connection', { value: told, configurable: true });
  }, connection);
  await page.reload({ waitUntil: 'networkidle' });
}

/** The first card of a claim on a page. */
export function cardOf(page: Page, id: string): Locator {
  return page.locator(`section[data-claim="${id}"]`).first();
}

/** A reader's first act: the browser lays out all of the page (lay-out-far.ts), and nothing in it moves from then on. */
export async function turnTo(page: Page): Promise<void> {
  await page.keyboard.press('Shift');
  await page.waitForFunction(() =>
    [
      ...document.querySelectorAll(
        '.sl-markdown-content :is(p, ol, ul, .katex-display, dl, .ledger-statement)',
      ),
    ].every((block) => getComputedStyle(block).contentVisibility !== 'auto'),
  );
}

/** Presses Verify and waits for the run's end. */
export async function verify(card: Locator): Promise<void> {
  await card.scrollIntoViewIfNeeded();
  await card.getByRole('button', { name: /^Verify/ }).click();
  await ended(card);
}

/** Waits until a card is done or has failed. Software GPUs compile shaders slowly. */
export async function ended(card: Locator): Promise<void> {
  await card
    .and(card.page().locator('[data-state="done"], [data-state="failed"]'))
    .waitFor({ timeout: 90_000 });
}

/** Sets a whole-number parameter of a card. */
export async function setNumber(card: Locator, label: string, value: number): Promise<void> {
  await card.getByRole('spinbutton', { name: label }).fill(String(value));
}

/** Keeps what moves in the page, as `shifts` of its window; runs before it. */
export function watchShifts(): void {
  const shifts: number[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
      shifts.push(entry.value);
  }).observe({ type: 'layout-shift', buffered: true });
}
