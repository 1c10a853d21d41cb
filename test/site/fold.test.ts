import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { visitSite } from './visit.ts';

const visit = visitSite();

const foldOf = (page: Page): Locator => page.locator('figure').filter({ hasText: 'The fold.' }).first();

test('the fold is computed by the worker when a control is moved, and breaks when it is broken', async () => {
  await visit.open('/?backend=cpu', async (page) => {
    const fold = foldOf(page);
    await fold.scrollIntoViewIfNeeded();
    expect(page.workers()).toHaveLength(0);
    await expect.poll(() => fold.innerText()).toContain('Both ways agree in all 3 entries');
    const width = fold.getByRole('spinbutton', { name: 'Width' });
    await expect.poll(() => width.isEnabled()).toBe(true);
    await width.fill('5');
    await expect
      .poll(() => fold.innerText(), { timeout: 30_000 })
      .toContain('Both ways agree in all 5 entries');
    expect(page.workers()).toHaveLength(1);
    expect(await fold.innerText()).toMatch(/Computed on your device, on its CPU/);
    await fold.getByRole('checkbox', { name: /Break it/ }).check();
    await expect.poll(() => fold.innerText()).toMatch(/differ in \d of 5 entries/);
  });
});

test('with scripts off the fold shows the numbers it was built with', async () => {
  await visit.open(
    '/',
    async (page) => {
      expect(await foldOf(page).innerText()).toContain('Both ways agree in all 3 entries');
      expect(await foldOf(page).locator('.cell').count()).toBeGreaterThan(27);
    },
    { javaScriptEnabled: false },
  );
});
