import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import fold from '../../src/claims/figures/fold.ts';
import type { HostTensor } from '../../src/numerics/host-tensor.ts';
import { openedBy } from './figure-cases.ts';
import { computed, copiedLink, readyFigure, resultOf, takeCsv } from './figures.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();

const foldOf = (page: Page): Locator => page.locator('[data-figure="fold"]');

/** Both ways by plain loops, with ReLU, entry by entry: Wa + b + a, and Wa + b without the identity. */
function waysOf(n: number, seed: number) {
  const { W, b, a } = fold.draw({ n }, seed) as unknown as { W: HostTensor; b: HostTensor; a: HostTensor };
  return Array.from({ length: n }, (_, i) => {
    let z = b.data[i] as number;
    for (let j = 0; j < n; j++) z += (W.data[i * n + j] as number) * (a.data[j] as number);
    const skipped = z + (a.data[i] as number);
    return { skipped, out: Math.max(0, skipped), forgotten: Math.max(0, z) };
  });
}

test('the fold is computed by the worker when a control is moved, and breaks when it is broken', async () => {
  await visit.open('/?backend=cpu', async (page) => {
    const figure = await readyFigure(page, 'fold');
    expect(page.workers()).toHaveLength(0);
    expect(await resultOf(figure)).toBe('With ReLU, both ways agree in all 3 entries.');
    await figure.getByRole('spinbutton', { name: 'Width' }).fill('5');
    await computed(figure);
    expect(await resultOf(figure)).toBe('With ReLU, both ways agree in all 5 entries.');
    expect(page.workers()).toHaveLength(1);
    expect(await figure.innerText()).toMatch(/Computed on your device, on its CPU/);
    await figure.getByRole('checkbox', { name: /Break it/ }).check();
    const differing = waysOf(5, 2).filter(({ out, forgotten }) => out !== forgotten).length;
    await expect
      .poll(() => resultOf(figure))
      .toBe(`With ReLU, the two ways differ in ${differing} of 5 entries.`);
  });
});

test('the fold is worked with the keyboard alone, taken away as data, and restored by its link', async () => {
  await visit.open('/?backend=cpu', async (page) => {
    const figure = await readyFigure(page, 'fold');
    await figure.getByRole('slider', { name: 'Fold', exact: true }).focus();
    for (let press = 0; press < 7; press++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await computed(figure);
    const said = await resultOf(figure);
    const { header, rows } = await takeCsv(figure);
    const column = (name: string) => rows.map((row) => Number(row[header.indexOf(name)]));
    const ways = waysOf(3, 2);
    expect(column('Wa+b+a')).toEqual(ways.map(({ skipped }) => skipped));
    for (const name of ['g(Wa+b+a)', 'g((W+I)a+b)']) expect(column(name)).toEqual(ways.map(({ out }) => out));
    expect(column('g(Wa+b)')).toEqual(ways.map(({ forgotten }) => forgotten));
    const link = await copiedLink(figure);
    expect(link).toMatch(/#figure-fold:v=1&n=3&g=relu&fold=7&identity=forgotten&seed=2$/);
    const restored = await openedBy(page, link, 'fold');
    expect(await resultOf(restored)).toBe(said);
    expect(await restored.getByRole('slider', { name: 'Fold', exact: true }).inputValue()).toBe('7');
  });
});

test('with scripts off the fold shows the numbers it was built with', async () => {
  await visit.open(
    '/',
    async (page) => {
      expect(await foldOf(page).innerText()).toContain('With ReLU, both ways agree in all 3 entries');
      expect(await foldOf(page).locator('.cell').count()).toBeGreaterThan(27);
    },
    { javaScriptEnabled: false },
  );
});
