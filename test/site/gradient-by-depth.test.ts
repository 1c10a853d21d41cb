import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import { initialValues, type Values } from '../../src/claim/parameters.ts';
import gradientByDepth from '../../src/claims/figures/gradient-by-depth.ts';
import { referenceMedians } from '../support/reference-medians.ts';
import { openedBy, testOnPhone, withoutScripts } from './figure-cases.ts';
import { computed, copiedLink, numberIn, readyFigure, resultOf, takeCsv } from './figures.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
const PATH = '/is-it-about-the-signal/?backend=cpu';
const KINDS = ['plain', 'T1', 'T2', 'two'] as const;
/** Three digits are shown: half a unit of the third is at most 0.5 % of a number. */
const SHOWN = 0.005;

const slider = (figure: Locator) => figure.getByRole('slider', { name: 'Depth', exact: true });

/** What loops in float64 find of each kind at one depth. */
function truthOf(given: Values, seed: number, depth: number, kinds: readonly string[] = KINDS) {
  const values = { ...initialValues(gradientByDepth.parameters), ...given };
  const plans = Object.entries(gradientByDepth.plans(values, seed));
  return kinds.map((kind) => {
    const [name, plan] = plans.find(([name]) => name.startsWith(`${depth} ${kind},`)) ?? [];
    if (!name || !plan) throw new Error(`Nothing of kind ${kind} is computed at depth ${depth}.`);
    const [medians] = referenceMedians(plan, [plan.steps]);
    return { kind: name.slice(name.indexOf(' ') + 1), gradients: medians?.gradients ?? [] };
  });
}

/** The table, the sentence and the data of one depth, against the loops. */
async function expectTruth(figure: Locator, given: Values, seed: number, depth: number) {
  const truth = truthOf(given, seed, depth);
  const { rows } = await takeCsv(figure);
  const lines = await figure
    .locator('.readings tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  const said = await resultOf(figure);
  expect(said).toContain(`${depth} layers,`);
  expect(lines.map(([kind]) => kind)).toEqual(truth.map(({ kind }) => kind));
  truth.forEach(({ kind, gradients }, i) => {
    // A kind's name has a comma, so that cells are counted from the end.
    const own = rows.filter((cells) => cells.join(',').startsWith(`${kind},${depth},`));
    expect(own.map((cells) => Number(cells.at(-6)))).toEqual(gradients.map((_, layer) => layer + 1));
    gradients.forEach(({ value, allowed }, layer) => {
      const seen = Number(own[layer]?.at(-2));
      expect(Math.abs(seen - value), `${kind}, layer ${layer + 1} of ${depth}`).toBeLessThanOrEqual(allowed);
    });
    const [first, last] = [gradients[0], gradients.at(-1)];
    for (const [cell, norm] of [
      [lines[i]?.[1], first],
      [lines[i]?.[2], last],
    ] as const)
      expect(Math.abs(numberIn(cell ?? '') - (norm?.value ?? 0))).toBeLessThanOrEqual(
        (norm?.allowed ?? 0) + SHOWN * (norm?.value ?? 0),
      );
    expect(said).toContain(`${lines[i]?.[1]} for ${kind}`);
  });
}

test('is worked with the keyboard alone, and its numbers are those of loops in float64', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'gradient-by-depth');
    expect(await resultOf(figure)).toMatch(/^24 layers, at the start\./);
    await slider(figure).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await slider(figure).getAttribute('aria-valuetext')).toBe('12 layers');
    expect(await resultOf(figure)).toMatch(/^12 layers/);
    // Another depth is only looked at.
    expect(page.workers()).toHaveLength(0);
    for (const [name, value] of [
      ['Width', '5'],
      ['Seeds', '2'],
      ['Seed', '11'],
    ] as const) {
      await figure.getByRole('spinbutton', { name, exact: true }).focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(value);
    }
    await computed(figure);
    await expectTruth(figure, { width: 5, count: 2 }, 11, 12);
    await slider(figure).focus();
    await page.keyboard.press('Home');
    await expectTruth(figure, { width: 5, count: 2 }, 11, 6);
  });
});

test('by pointer: a start, an activation, a few steps, a depth in the chart, and the link to all of it', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'gradient-by-depth');
    const choose = (name: string, option: string) =>
      figure.getByRole('combobox', { name }).selectOption(option);
    await figure.getByRole('spinbutton', { name: 'Width' }).fill('4');
    await figure.getByRole('spinbutton', { name: 'Seeds' }).fill('1');
    await choose('Activation', 'tanh');
    await choose('Plain layers start at', 'I + W₀/√L');
    await choose('Steps trained', '10');
    await computed(figure);
    expect(await resultOf(figure)).toMatch(/^24 layers, after 10 steps\./);
    const place = figure.locator('.chart-place').first();
    const { width, height } = (await place.boundingBox()) ?? { width: 0, height: 0 };
    await place.click({ position: { x: width * 0.2, y: height / 2 } });
    await expect.poll(() => resultOf(figure)).toMatch(/^6 layers/);
    const settings = { start: 'I + W₀/√L', g: 'tanh', width: 4, count: 1, steps: '10' };
    await expectTruth(figure, settings, gradientByDepth.seed, 6);
    const [said, link] = [await resultOf(figure), await copiedLink(figure)];
    const restored = await openedBy(page, link, 'gradient-by-depth');
    expect(await resultOf(restored)).toBe(said);
    expect(await slider(restored).inputValue()).toBe('0');
  });
});

test('with scripts off both charts, the numbers and the sentence are there', async () => {
  await withoutScripts(visit, PATH, 'gradient-by-depth', async (figure) => {
    const [T1] = truthOf({}, gradientByDepth.seed, 24, ['T1']);
    const cell = await figure.getByRole('row', { name: /^T1/ }).getByRole('cell').first().innerText();
    const { value = 0, allowed = 0 } = T1?.gradients[0] ?? {};
    expect(Math.abs(numberIn(cell) - value)).toBeLessThanOrEqual(allowed + SHOWN * value);
    expect(await resultOf(figure)).toContain(`${cell} for T1, W₀`);
    for (const name of [/^24 layers, at the start\. Median norm/, /at each layer’s weights, 24 layers/]) {
      const chart = figure.getByRole('img', { name });
      expect(await chart.locator('.line path').count()).toBe(4);
      expect(await chart.boundingBox()).not.toBeNull();
    }
  });
});

testOnPhone(visit, PATH, 'gradient-by-depth', async (figure) => {
  await figure.getByRole('combobox', { name: 'Activation' }).selectOption('sigmoid');
});
