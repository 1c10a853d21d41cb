import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { computed, resultOf } from './figures.ts';
import { cardOf, visitSite } from './visit.ts';

/** Long enough for all that is done here before an island can be operated. */
const LATE_MS = 1_500;
const PATIENT = { timeout: 10_000 };
const ISLANDS = /\/_astro\/(?:ClaimRunner|FoldFigure|ConvolutionFold|LineProbe)\./;
const visit = visitSite(undefined, (path) => (ISLANDS.test(path) ? { afterMs: LATE_MS } : undefined));
const CLAIM = 'one-layer-skip-folds';

const figureOf = (page: Page, id: string) => page.locator(`[data-figure="${id}"]`);

/** Fails where the island had come before: then nothing was kept. */
async function isWaiting(place: Locator): Promise<void> {
  expect(await place.locator('astro-island[ssr]').count()).toBe(1);
  expect(await place.locator('[data-ready]').count()).toBe(0);
}

test('a press before a card’s code is there is told of, kept, and done once', async () => {
  await visit.open(`/claims/${CLAIM}/?backend=cpu`, async (page) => {
    const card = cardOf(page, CLAIM);
    await card.getByRole('spinbutton', { name: 'Width' }).fill('7');
    await card.getByRole('button', { name: /^Verify/ }).click();
    await isWaiting(card);
    await page.getByText('Loading the code …').waitFor();
    await card.and(page.locator('[data-verdict="holds"]')).waitFor();
    expect(page.url()).toContain('n=7');
    expect(await page.getByText('Loading the code …').count()).toBe(0);
  });
});

test('a slider moved by keys and a box ticked before a figure’s code is there are where they were put', async () => {
  await visit.open('/?backend=cpu', async (page) => {
    const figure = figureOf(page, 'fold');
    const slider = figure.getByRole('slider', { name: 'Fold', exact: true });
    await slider.focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await isWaiting(figure);
    await computed(figure);
    expect(await slider.inputValue()).toBe('3');
    expect(await figure.getByRole('checkbox', { name: /forget I/ }).isChecked()).toBe(true);
    await expect.poll(() => resultOf(figure)).toMatch(/^With ReLU, the two ways differ in/);
  });
});

test('an entry pressed and a chart pointed at before there is a button there are chosen', async () => {
  await visit.open('/when-the-shapes-differ/?backend=cpu', async (page) => {
    const figure = figureOf(page, 'convolution-fold');
    const first = figure.locator('.matrix').nth(1).locator('.pixel').first();
    await first.click();
    await isWaiting(figure);
    await expect.poll(() => first.getAttribute('aria-pressed'), PATIENT).toBe('true');
  });
  await visit.open('/what-stops-the-fold/?backend=cpu', async (page) => {
    const figure = figureOf(page, 'line-probe');
    const walk = figure.getByRole('slider', { name: /Walk/ });
    const before = await walk.inputValue();
    await figure.locator('.chart-place').click({ position: { x: 90, y: 60 } });
    await isWaiting(figure);
    await expect.poll(() => walk.inputValue(), PATIENT).not.toBe(before);
  });
});
