import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import lineProbe from '../../src/claims/figures/line-probe.ts';
import type { HostTensor } from '../../src/numerics/host-tensor.ts';
import { openedBy, withoutScripts } from './figure-cases.ts';
import { computed, copiedLink, numberIn, readyFigure, resultOf, takeCsv } from './figures.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
const PATH = '/what-stops-the-fold/?backend=cpu';
const NAMES = ['plain layer', 'layer with a skip', 'two-layer block'];
const H = 0.5;

/** The three blocks' first outputs at t, by plain loops over the weights of a seed. */
function outputsAt(t: number, seed: number, angle: number, g: (z: number) => number): number[] {
  const { W, b, W1, b1, W2, b2 } = lineProbe.draw({ angle }, seed) as Record<string, HostTensor>;
  const turn = (angle * Math.PI) / 180;
  const x = [Math.cos(turn), Math.sin(turn)].map((d) => (t * Math.round(16 * d)) / 16);
  const layer = (M: HostTensor, v: HostTensor, input: readonly number[]) =>
    Array.from(v.data, (offset, i) =>
      input.reduce((sum, xj, j) => sum + (M.data[i * input.length + j] as number) * xj, offset),
    );
  const affine = layer(W as HostTensor, b as HostTensor, x)[0] as number;
  const hidden = layer(W1 as HostTensor, b1 as HostTensor, x).map(g);
  const branch = layer(W2 as HostTensor, b2 as HostTensor, hidden)[0] as number;
  return [affine, affine + (x[0] as number), branch + (x[0] as number)].map(g);
}

const relu = (z: number) => Math.max(0, z);
const bendsAt = (t: number, seed: number, angle: number, g: (z: number) => number) => {
  const [before, here, after] = [t - H, t, t + H].map((at) => outputsAt(at, seed, angle, g));
  return NAMES.map((_, i) => (before?.[i] ?? 0) - 2 * (here?.[i] ?? 0) + (after?.[i] ?? 0));
};

/** What stands on the screen: t, and for each block its output and second difference. */
async function readings(figure: Locator) {
  const cells = await figure
    .locator('.readings tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  const [head = [], ...rows] = cells;
  expect(rows.map(([name]) => name)).toEqual(NAMES);
  return {
    t: numberIn((head[0] ?? '').replace('At t = ', '')),
    outputs: rows.map(([, output = '']) => numberIn(output)),
    bends: rows.map(([, , bend = '']) => numberIn(bend)),
  };
}

async function expectTruth(figure: Locator, seed: number, angle: number, g: (z: number) => number) {
  const { t, outputs, bends } = await readings(figure);
  const at = Math.round(t * 16) / 16;
  for (const [i, output] of outputsAt(at, seed, angle, g).entries())
    expect(outputs[i]).toBeCloseTo(output, 2);
  for (const [i, bend] of bendsAt(at, seed, angle, g).entries()) expect(bends[i]).toBeCloseTo(bend, 2);
  return at;
}

const walk = (figure: Locator) => figure.getByRole('slider', { name: 'Walk' });

test('is walked along with the keyboard alone, and its numbers are those of plain loops', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'line-probe');
    expect(await expectTruth(figure, 22, 30, relu)).toBe(-1.5);
    expect(page.workers()).toHaveLength(0);
    await walk(figure).focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight');
    await computed(figure);
    expect(await expectTruth(figure, 22, 30, relu)).toBe(-1.5 + 3 / 16);
    expect(await walk(figure).getAttribute('aria-valuetext')).toBe('t = −1.313');
    const result = figure.locator('.figure-result');
    expect(await result.getAttribute('aria-live')).toBe('polite');
    expect(await result.innerText()).toMatch(/the two-layer block turns\. At t = −1\.313 [^.]*/);
    // On to the last of the controls, and the data is taken away.
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    for (let press = 0; press < 20 && (await focused()) !== 'Data as CSV'; press++)
      await page.keyboard.press('Tab');
    expect(await focused()).toBe('Data as CSV');
    const { header, rows } = await takeCsv(figure);
    expect(header).toHaveLength(7);
    expect(rows).toHaveLength(97);
    for (const row of rows) {
      // ReLU of short binary fractions: exact on every device.
      const [t = Number.NaN, ...numbers] = row.map(Number);
      const expected = outputsAt(t, 22, 30, relu).flatMap((output, i) => [
        output,
        bendsAt(t, 22, 30, relu)[i],
      ]);
      expect(numbers).toEqual(expected);
    }
  });
});

test('is dragged by pointer and by touch', async () => {
  const pick = async (page: Page, figure: Locator, share: number, how: 'drag' | 'tap') => {
    await figure.locator('.chart-place').scrollIntoViewIfNeeded();
    const box = await figure.locator('.chart-place').boundingBox();
    if (!box) throw new Error('The chart has no place.');
    const [x, y] = [box.x + box.width * share, box.y + box.height / 2];
    if (how === 'tap') return page.touchscreen.tap(x, y);
    await page.mouse.move(box.x + box.width / 2, y);
    await page.mouse.down();
    await page.mouse.move(x, y, { steps: 5 });
    await page.mouse.up();
  };
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'line-probe');
    await pick(page, figure, 0.8, 'drag');
    await computed(figure);
    await expect.poll(async () => (await readings(figure)).t).toBeGreaterThan(1.5);
    const t = await expectTruth(figure, 22, 30, relu);
    expect(t).toBeLessThan(2.5);
    // The rule is drawn where the pointer let go.
    const [rule, place] = await Promise.all([
      figure.locator('.chart-live .chart-rule line').boundingBox(),
      figure.locator('.chart-place').boundingBox(),
    ]);
    expect(((rule?.x ?? 0) - (place?.x ?? 0)) / (place?.width ?? 1)).toBeCloseTo(0.8, 1);
  });
  await visit.open(
    PATH,
    async (page) => {
      const figure = await readyFigure(page, 'line-probe');
      await pick(page, figure, 0.3, 'tap');
      await computed(figure);
      await expect.poll(async () => (await readings(figure)).t).not.toBe(-1.5);
      await expectTruth(figure, 22, 30, relu);
    },
    { hasTouch: true, viewport: { width: 390, height: 844 } },
  );
});

test('other numbers are computed, and a link restores them', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'line-probe');
    await figure.getByRole('spinbutton', { name: 'Seed' }).fill('8');
    await figure.getByRole('spinbutton', { name: /Direction/ }).fill('115');
    await figure.getByRole('combobox', { name: 'Activation' }).selectOption('tanh');
    await walk(figure).fill('60');
    await computed(figure);
    await expectTruth(figure, 8, 115, Math.tanh);
    const link = await copiedLink(figure);
    expect(link).toMatch(/#figure-line-probe:v=1&angle=115&g=tanh&at=60&seed=8$/);
    const said = await resultOf(figure);
    const restored = await openedBy(page, link, 'line-probe');
    expect(await resultOf(restored)).toBe(said);
    await expectTruth(restored, 8, 115, Math.tanh);
  });
});

test('a link that is not understood is told of, and shows the poster', async () => {
  await visit.open(`${PATH}#figure-line-probe:v=1&angle=999`, async (page) => {
    // The link alone brings the figure into view.
    const figure = page.locator('[data-figure="line-probe"]');
    await figure.locator('[data-ready]').waitFor();
    await expect.poll(() => figure.innerText()).toMatch(/could not be followed in full: Direction/);
    await expectTruth(figure, 22, 30, relu);
  });
});

test('answers a moved point within a frame', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'line-probe');
    await walk(figure).fill('10');
    await computed(figure);
    const [before, after] = await figure.evaluate(async (element) => {
      const said = () => element.querySelector('.figure-result')?.textContent;
      const slider = element.querySelector('.figure-moves input') as HTMLInputElement;
      const before = said();
      slider.value = '80';
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
      return [before, said()];
    });
    expect(before).toMatch(/ At t = −2\.375 /);
    expect(after).toMatch(/ At t = 2 /);
  });
});

test('with scripts off its chart, its numbers and its description are there', async () => {
  await withoutScripts(visit, PATH, 'line-probe', async (figure) => {
    await expectTruth(figure, 22, 30, relu);
    const chart = figure.getByRole('img', { name: /Along the line the plain layer only falls/ });
    expect(await chart.locator('.line path').count()).toBe(3);
    expect(await chart.boundingBox()).not.toBeNull();
  });
});
