import puppeteer from 'puppeteer-core';
import { expect, test } from 'vitest';
import { launchOptions } from '../support/chromium.ts';
import { serveSite } from '../support/served-site.ts';

const FIGURE = '[data-figure="depth-curves"]';
const PATIENCE = { timeout: 30_000 };

// Playwright has every tab believe that it is seen; puppeteer leaves that to the browser.
test('a tab that is hidden in mid-training trains on, and shows what came out', async () => {
  const site = await serveSite('dist');
  const browser = await puppeteer.launch(launchOptions([]));
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(`${site.origin}/what-training-shows/?backend=cpu`);
    const stateOf = () =>
      page.evaluate(
        (figure) => [
          document.visibilityState,
          document.querySelector(`${figure} [data-state]`)?.getAttribute('data-state'),
        ],
        FIGURE,
      );
    await page.evaluate((figure) => document.querySelector(figure)?.scrollIntoView(), FIGURE);
    const train = `${FIGURE} .figure-moves .button:not([aria-disabled="true"]):enabled`;
    await page.waitForSelector(train, PATIENCE);
    await page.evaluate((train) => document.querySelector<HTMLElement>(train)?.click(), train);
    await page.waitForSelector(`${FIGURE} [data-state="computing"]`, PATIENCE);
    await (await browser.newPage()).bringToFront();
    expect(await stateOf()).toEqual(['hidden', 'computing']);
    await expect.poll(stateOf, PATIENCE).toEqual(['hidden', 'computed']);
    const origin = await page.evaluate(
      (figure) => document.querySelector(`${figure} .figure-origin`)?.textContent,
      FIGURE,
    );
    expect(origin).toContain('Computed on your device');
  } finally {
    await browser.close();
    await site.close();
  }
});
