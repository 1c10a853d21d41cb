import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import { reopened, withoutScripts } from './figure-cases.ts';
import { computed, numberIn, readyFigure, resultOf, takeCsv } from './figures.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
const PATH = '/is-it-about-the-signal/?backend=cpu';

/** a ← σ(wa + b + a), some times. */
function sigmoids(a: number, blocks: number, w = 0, b = 0): number {
  return blocks === 0 ? a : sigmoids(1 / (1 + Math.exp(-(w * a + b + a))), blocks - 1, w, b);
}

/** What the figure says: how far the outermost numbers are apart with the sigmoid and with ReLU, and the bound. */
async function said(figure: Locator) {
  const text = await resultOf(figure);
  const [, sigmoid = '', relu = '', bound = ''] =
    /are (\S+) apart with the sigmoid, (\S+) with ReLU; .* at most (\S+)\.$/.exec(text) ?? [];
  return { text, sigmoid: numberIn(sigmoid), relu: numberIn(relu), bound: numberIn(bound) };
}

async function expectTruth(figure: Locator, blocks: number, w = 0, b = 0) {
  const { text, sigmoid, relu, bound } = await said(figure);
  expect(text).toMatch(blocks === 0 ? /^Before the first block/ : new RegExp(`^After ${blocks} block`));
  const spread = sigmoids(5, blocks, w, b) - sigmoids(-5, blocks, w, b);
  // Three digits are shown; float32 near 0.659 is a multiple of 6·10⁻⁸.
  expect(Math.abs(sigmoid - spread)).toBeLessThan(spread * 0.006 + 2.4e-7);
  expect(relu).toBe(blocks === 0 ? 10 : 5);
  expect(bound / (10 * 4 ** -blocks)).toBeCloseTo(1, 2);
}

test('is stepped and reset with the keyboard alone, and its numbers are those of plain loops', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'sigmoid-cascade');
    await expectTruth(figure, 10);
    await figure.getByRole('button', { name: 'Reset' }).press('Enter');
    await computed(figure);
    await expectTruth(figure, 0);
    const step = figure.getByRole('button', { name: 'One block' });
    for (let blocks = 1; blocks <= 3; blocks++) {
      await step.press('Enter');
      await expectTruth(figure, blocks);
    }
    expect(await figure.locator('.figure-result').getAttribute('aria-live')).toBe('polite');
    const { header, rows } = await takeCsv(figure);
    expect(header.slice(0, 4)).toEqual(['blocks passed', 'input', 'with sigmoid', 'with ReLU']);
    expect(rows).toHaveLength(4 * 9);
    for (const [blocks = 0, input = 0, sigmoid = 0, relu = 0] of rows.map((row) => row.map(Number))) {
      expect(sigmoid).toBeCloseTo(sigmoids(input, blocks), 5);
      expect(relu).toBe(blocks === 0 ? input : Math.max(0, input));
    }
  });
});

test('plays when it is asked to, and pauses', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'sigmoid-cascade');
    await figure.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => resultOf(figure), { timeout: 10_000 }).toMatch(/^After [2-9] blocks/);
    await figure.getByRole('button', { name: 'Pause' }).click();
    await computed(figure);
    const paused = await resultOf(figure);
    await page.waitForTimeout(1_200);
    expect(await resultOf(figure)).toBe(paused);
    const { rows } = await takeCsv(figure);
    await expectTruth(figure, Number(rows.at(-1)?.[0]));
  });
});

/** What a screen reader is told of a figure's result from now on: what comes into it while it is live. */
async function listenTo(figure: Locator): Promise<() => Promise<string[]>> {
  const told = await figure.locator('.figure-result').evaluateHandle((result) => {
    const told: string[] = [];
    new MutationObserver(() => {
      if (result.getAttribute('aria-live') === 'polite') told.push(result.textContent ?? '');
    }).observe(result, { childList: true, characterData: true, subtree: true });
    return told;
  });
  return () => told.evaluate((sentences) => sentences);
}

test('says what it shows when it is paused', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'sigmoid-cascade');
    await figure.getByRole('button', { name: 'Reset' }).press('Enter');
    await computed(figure);
    const told = await listenTo(figure);
    await figure.getByRole('button', { name: 'Play' }).press('Enter');
    await expect.poll(() => resultOf(figure), { timeout: 10_000 }).toMatch(/^After [1-9]/);
    expect(await told()).toEqual([]);
    await figure.getByRole('button', { name: 'Pause' }).press('Enter');
    await expect.poll(told).toEqual([await resultOf(figure)]);
  });
});

test('where motion is to be reduced, Play jumps to the end', async () => {
  await visit.open(
    PATH,
    async (page) => {
      const figure = await readyFigure(page, 'sigmoid-cascade');
      await figure.getByRole('button', { name: 'Reset' }).click();
      await expectTruth(figure, 0);
      await figure.getByRole('button', { name: 'Play' }).click();
      await expect.poll(() => resultOf(figure), { interval: 20, timeout: 450 }).toMatch(/^After 10 blocks/);
      expect(await figure.getByRole('button', { name: 'Pause' }).count()).toBe(0);
    },
    { reducedMotion: 'reduce' },
  );
});

test('is pointed at, set apart, and restored by its link', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'sigmoid-cascade');
    const chart = figure.locator('.chart-place').last();
    const box = await chart.boundingBox();
    await chart.click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } });
    await computed(figure);
    const blocks = Number((await takeCsv(figure)).rows.at(-1)?.[0]);
    expect(blocks).toBeGreaterThanOrEqual(4);
    expect(blocks).toBeLessThanOrEqual(6);
    await expectTruth(figure, blocks);
    await figure.getByRole('combobox', { name: /weights/ }).selectOption('apart');
    await expect.poll(async () => (await said(figure)).sigmoid).toBeGreaterThan(0.7);
    await computed(figure);
    await expectTruth(figure, blocks, 4, -2.5);
    const restored = await reopened(figure, 'sigmoid-cascade');
    await expectTruth(restored, blocks, 4, -2.5);
  });
});

test('with scripts off its three charts and its numbers are there', async () => {
  await withoutScripts(visit, PATH, 'sigmoid-cascade', async (figure) => {
    await expectTruth(figure, 10);
    const charts = figure.getByRole('img').filter({ visible: true });
    expect(await charts.count()).toBe(3);
    expect(await charts.first().locator('.line path').count()).toBe(9);
  });
});
