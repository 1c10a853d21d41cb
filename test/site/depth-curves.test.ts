import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import depthCurves from '../../src/claims/figures/depth-curves.ts';
import { referenceMedians } from '../support/reference-medians.ts';
import { withoutScripts } from './figure-cases.ts';
import { computed, copiedLink, readyFigure, resultOf, takeCsv } from './figures.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
const PATH = '/what-training-shows/?backend=cpu';
/** The reference goes scalar by scalar: it takes the steps up to the second record, and no more. */
const STEPS = 10;

const field = (figure: Locator, name: string) => figure.getByRole('combobox', { name });
const slider = (figure: Locator) => figure.getByRole('slider', { name: 'Record', exact: true });
const train = (figure: Locator) => figure.getByRole('button', { name: 'Train', exact: true });

async function expectTruth(
  figure: Locator,
  settings: Record<string, string | number>,
  seed: number,
  kind: string,
) {
  const { header, rows } = await takeCsv(figure);
  const columns = header.map((name) => name.replaceAll('"', ''));
  expect(columns.length).toBeGreaterThan(6);
  const plan = depthCurves.plans(settings, seed)[kind];
  if (!plan) throw new Error(`Nothing named ${kind} is trained.`);
  for (const { step, loss, gradients } of referenceMedians(plan, [0, STEPS])) {
    const row = rows.find((cells) => cells.join(',').startsWith(`${kind},${step},`));
    // A kind's name has a comma, so that cells are counted from the end.
    const cells = row?.slice(-(gradients.length + 5)) ?? [];
    const seen = [cells[1], ...cells.slice(5)].map(Number);
    for (const [i, { value, allowed }] of [loss, ...gradients].entries())
      expect(Math.abs((seen[i] as number) - value), `${kind}, step ${step}, ${i}`).toBeLessThanOrEqual(
        allowed,
      );
  }
}

test('is trained by keyboard, and its numbers are those of loops in float64', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'depth-curves');
    expect(page.workers()).toHaveLength(0);
    await figure.getByRole('spinbutton', { name: 'Seeds' }).fill('3');
    await figure.getByRole('spinbutton', { name: 'Seed', exact: true }).fill('11');
    await field(figure, 'A third').selectOption('none');
    // Nothing is trained before it is asked for.
    expect(page.workers()).toHaveLength(0);
    expect(await resultOf(figure)).toMatch(/^Depth 6, rate 0\.03\. Median loss after 500 steps/);
    await train(figure).focus();
    await page.keyboard.press('Enter');
    await computed(figure);
    expect(await resultOf(figure)).toMatch(/after 500 steps, plain, W₀: .* of 3|plain, W₀: .* trained/);
    await slider(figure).focus();
    await page.keyboard.press('Home');
    expect(await slider(figure).getAttribute('aria-valuetext')).toBe('step 0');
    expect(await resultOf(figure)).toMatch(/Median loss after 0 steps/);
    await page.keyboard.press('ArrowRight');
    expect(await resultOf(figure)).toMatch(/Median loss after 10 steps/);
    const settings = {
      depth: '6',
      first: 'plain, W₀',
      second: 'T1, W₀',
      third: 'none',
      rate: '0.03',
      count: 3,
    };
    await expectTruth(figure, settings, 11, 'plain, W₀');
  });
});

test('is stopped by pointer, keeps what it has, and goes on from a link', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'depth-curves');
    await field(figure, 'Depth').selectOption('48');
    await train(figure).click();
    await figure.getByText(/^Depth 48/).waitFor({ timeout: 60_000 });
    // What plays is the recording: holding it leaves the training alone.
    await figure.getByRole('button', { name: 'First record' }).click();
    await figure.getByRole('button', { name: 'Replay' }).click();
    await figure.getByRole('button', { name: 'Hold replay' }).click();
    expect(await figure.locator('[data-state="computing"]').count()).toBe(1);
    await figure.getByRole('button', { name: 'Stop training' }).click();
    await figure.locator('[data-state="stopped"]').waitFor({ timeout: 10_000 });
    expect(await figure.locator('.figure-origin').innerText()).toMatch(/^Stopped\./);
    expect(await figure.locator('.readings tbody tr').count()).toBeGreaterThan(0);
    const link = await copiedLink(figure);
    await page.goto('about:blank');
    await page.goto(link);
    const restored = await readyFigure(page, 'depth-curves');
    expect(await field(restored, 'Depth').inputValue()).toBe('48');
    expect(page.workers()).toHaveLength(0);
  });
});

test('with scripts off its charts, its numbers and its description are there', async () => {
  await withoutScripts(visit, PATH, 'depth-curves', async (figure) => {
    expect(await resultOf(figure)).toMatch(/^Depth 6, rate 0\.03\. Median loss after 500 steps, plain/);
    expect(await figure.getByRole('img', { name: /Loss over the steps/ }).boundingBox()).not.toBeNull();
    expect(await figure.getByRole('img', { name: /gradient at each layer/ }).boundingBox()).not.toBeNull();
    expect(await figure.locator('.readings tbody tr').count()).toBe(3);
  });
});
