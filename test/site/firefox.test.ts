import { globSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Firefox, launchFirefox } from '../support/firefox.ts';
import { type ServedSite, serveSite } from '../support/served-site.ts';

/** The site in the system's Firefox, where there is one: what CI does not have, a developer may. */
let site: ServedSite;
let firefox: Firefox | string;

beforeAll(async () => {
  site = await serveSite('dist');
  firefox = await launchFirefox();
  // Vitest's report says that tests were skipped, and not why.
  if (typeof firefox === 'string') console.warn(`The tour in Firefox is left out: ${firefox}`);
}, 60_000);
afterAll(async () => {
  if (typeof firefox !== 'string') await firefox.close();
  await site.close();
});
beforeEach(({ skip }) => {
  if (typeof firefox === 'string') skip(firefox);
});

const PATIENCE = { timeout: 30_000 };
/**
 * A page is laid out while it comes, and Firefox complains of a formula of which half is there. What whole
 * pages have is held by layout.test.ts.
 */
const HALF_THERE = /Incorrect number of children for <m\w+\/> tag/;

async function visit(path: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await (firefox as Firefox).newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => {
    if (!HALF_THERE.test(String(error))) complaints.push(String(error));
  });
  await page.goto(`${site.origin}${path}`);
  return { page, complaints };
}

/** Presses the first button that matches, once what is around it can be operated. */
async function press(page: Page, island: string, button: string): Promise<void> {
  await page.waitForSelector(island, PATIENCE);
  await page.evaluate((island) => document.querySelector(island)?.scrollIntoView(), island);
  const ready = `${island} ${button}:not([aria-disabled="true"]):enabled`;
  await page.waitForSelector(ready, PATIENCE);
  await page.evaluate((ready) => document.querySelector<HTMLElement>(ready)?.click(), ready);
}

/** Chromium looks at every claim's and every error's page; of either, these stand for them here. */
const MANY = /^(?:claims|reference\/errors)\/./;
const OF_MANY = ['claims/one-layer-jacobian/', 'claims/depth-lab/', 'reference/errors/unknown-claim/'];

test('every page is whole: nothing complains, and nothing scrolls sideways', async () => {
  const all = globSync('**/index.html', { cwd: 'dist' }).map((file) => file.replace(/index\.html$/, ''));
  const pages = all.filter((path) => !MANY.test(path) || OF_MANY.includes(path));
  expect(pages).toEqual(expect.arrayContaining(OF_MANY));
  expect(pages.length).toBeGreaterThan(15);
  const faults: string[] = [];
  const { page, complaints } = await visit('/');
  for (const path of pages) {
    await page.goto(`${site.origin}/${path}`);
    const found = await page.evaluate(async () => {
      for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
        scrollTo(0, y);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth > clientWidth ? ['scrolls sideways'] : [];
    });
    faults.push(...[...found, ...complaints.splice(0)].map((fault) => `/${path}: ${fault}`));
  }
  expect(faults).toEqual([]);
}, 180_000);

test.each([
  ['cpu', /^holds on cpu/],
  // Without a window Firefox has WebGL only where it has a GPU.
  ['webgl', /^holds on webgl|WebGL could not be used: this browser gave no WebGL 2 context/],
])('a claim is verified on %s, or a sentence says why not', async (backend, says) => {
  const { page, complaints } = await visit(`/claims/one-layer-skip-folds/?backend=${backend}`);
  await press(page, '.runner', '.button-primary');
  await page.waitForSelector('section:is([data-state="done"], [data-state="failed"])', PATIENCE);
  const card = await page.evaluate(() => {
    const { dataset, innerText } = document.querySelector('section[data-claim]') as HTMLElement;
    return `${dataset.verdict} on ${dataset.backend}: ${innerText}`;
  });
  expect(card).toMatch(says);
  expect(complaints).toEqual([]);
});

test('a part of the ledger is verified, and a figure trained', async () => {
  const { page, complaints } = await visit('/claims/?backend=cpu&part=part-2-what-stops-the-fold');
  await press(page, '.ledger-run', '.button-primary');
  await page.waitForSelector('[data-ledger-state="done"]', PATIENCE);
  expect(
    await page.evaluate(() => document.querySelectorAll('[data-claim-row][data-verdict="holds"]').length),
  ).toBe(await page.evaluate(() => document.querySelectorAll('[data-claim-row]:not([hidden])').length));
  await page.goto(`${site.origin}/what-training-shows/?backend=cpu`);
  await press(page, '[data-figure="depth-curves"]', '.figure-moves .button');
  await page.waitForSelector('[data-figure="depth-curves"] [data-state="computed"]', PATIENCE);
  expect(complaints).toEqual([]);
});
