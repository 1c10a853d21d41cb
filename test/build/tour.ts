import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { expect } from 'vitest';
import { cardOf, setNumber, verify } from '../site/visit.ts';
import { launchOptions } from '../support/chromium.ts';
import { serveSite } from '../support/served-site.ts';

/** What a tour asked of the network. */
export interface Toured {
  /** Paths that the site's own origin was asked for. */
  readonly requests: readonly string[];
  /** Those that there was nothing for. */
  readonly missing: readonly string[];
  /** Addresses of other origins. */
  readonly elsewhere: readonly string[];
  /** What the browser complained of. */
  readonly complaints: readonly string[];
}

/** A way through a site in Chromium; each stop expects what a reader would. @param home with a slash at its end. */
export type Stops = (page: Page, home: string) => Promise<void>;

/** Serves a built site under a base and leads a browser through it. */
export async function tour(root: string, base: string, stops: Stops): Promise<Toured> {
  const site = await serveSite(join(root, 'dist'), { base });
  const browser = await chromium.launch(launchOptions());
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('request', (request) => {
      const { origin, protocol, href } = new URL(request.url());
      if (/^https?:$/.test(protocol) && origin !== site.origin) elsewhere.push(href);
    });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await stops(page, `${site.origin}${base}/`);
  } finally {
    await browser.close();
    await site.close();
  }
  const { requests, missing } = site;
  return { requests, missing, elsewhere, complaints };
}

/** An article, a claim verified on its page, its permalink, the ledger's JSON, and the search. */
export async function visitEverything(page: Page, home: string): Promise<void> {
  await page.goto(`${home}one-layer-folds/?backend=cpu`);
  const link = page.locator('main a[data-preview]').first();
  await link.hover();
  await page.locator('[popover]:popover-open').waitFor();
  await page.locator('main a[href*="/claims/"]').filter({ visible: true }).first().click();
  expect(page.url()).toContain(`${home}claims/`);

  await page.goto(`${home}claims/projection-skip-folds/?backend=cpu`);
  const card = cardOf(page, 'projection-skip-folds');
  await setNumber(card, 'Outputs m', 5);
  await verify(card);
  expect(await card.getAttribute('data-verdict')).toBe('holds');
  const permalink = page.url();
  expect(permalink).toContain(`${home}claims/projection-skip-folds/`);
  await page.goto('about:blank');
  await page.goto(permalink);
  const restored = cardOf(page, 'projection-skip-folds').getByRole('spinbutton', { name: 'Outputs m' });
  await expect.poll(() => restored.inputValue()).toBe('5');

  await page.goto(`${home}claims/`);
  const published = await page.evaluate(async () => {
    const link = document.querySelector<HTMLAnchorElement>('main a[href$="claims.json"]');
    const json = await (await fetch(link?.href ?? '')).json();
    return { claims: json.claims.length, schema: (await fetch(json.$schema)).status };
  });
  expect(published.claims).toBeGreaterThan(0);
  expect(published.schema).toBe(200);

  await page.locator('site-search [data-open-modal]').click();
  await page.locator('site-search input').fill('projection');
  const found = page.locator('site-search .pagefind-ui__result-link').first();
  await found.click();
  await expect.poll(() => page.locator('h1').innerText()).not.toBe('Claims');
  expect(page.url().startsWith(home)).toBe(true);
}

/** An address with a letter too many: the page that was meant, and a search for its words. */
export async function loseTheWay(page: Page, home: string): Promise<void> {
  const lost = `${home}proofs/one-layer-skip-foldss`;
  await page.goto(lost);
  expect(await page.locator('h1').innerText()).toBe('There is no such page');
  await page.getByRole('button', { name: 'Search for “one layer skip foldss”' }).click();
  await page.locator('site-search input').waitFor();
  await expect.poll(() => page.locator('site-search input').inputValue()).toBe('one layer skip foldss');
  await page.locator('site-search .pagefind-ui__result-link').first().waitFor();
  await page.goto(lost);
  await page.locator('[data-nearest-pages] a').first().click();
  await page.waitForURL(`${home}claims/one-layer-skip-folds/`);
}

/** The same with scripts off: every page is listed. */
export async function loseTheWayWithoutScripts(page: Page, home: string): Promise<void> {
  const context = await page.context().browser()?.newContext({ javaScriptEnabled: false });
  const plain = await context?.newPage();
  if (!plain) throw new Error('The browser is gone.');
  await plain.goto(`${home}no/such/page`);
  expect(await plain.locator('[data-nearest-pages]').isVisible()).toBe(false);
  const all = plain.locator('[data-all-pages]');
  await all.getByRole('link', { name: 'One layer folds', exact: true }).click();
  await plain.waitForURL(`${home}one-layer-folds/`);
  await context?.close();
}
