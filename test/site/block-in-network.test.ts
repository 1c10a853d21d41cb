import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import blockInNetwork from '../../src/claims/figures/block-in-network.ts';
import { openedBy, testOnPhone, withoutScripts } from './figure-cases.ts';
import { computed, copiedLink, numberIn, readyFigure, resultOf, takeCsv } from './figures.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
const PATH = '/one-layer-folds/?backend=cpu';
const H = 1 / 64;
const [SEED, LAYERS, UNIT, AT] = [blockInNetwork.seed, 2, 3, 14] as const;

/** A unit's pre-activation at t by plain loops: along a line in the block's own input, and in the network's. */
function preActivationsAt(t: number, seed: number, layers: number, unit: number): [number, number] {
  const drawn = blockInNetwork.draw({ layers }, seed);
  const list = (name: string) => Array.from(drawn[name]?.data ?? []);
  const affine = (W: number[], b: number[], x: number[]) =>
    b.map((offset, i) => x.reduce((sum, xj, j) => sum + (W[i * x.length + j] as number) * xj, offset));
  const throughNetwork = (x: number[]) => {
    let a = x;
    for (let layer = 1; layer <= layers; layer++)
      a = affine(list(`W${layer}`), list(`b${layer}`), a).map((z) => Math.max(0, z));
    return a;
  };
  const mix = (from: number[], to: number[]) =>
    from.map((start, i) => (1 - t) * start + t * (to[i] as number));
  const z = (a: number[]) => (affine(list('W'), list('b'), a)[unit - 1] as number) + (a[unit - 1] as number);
  const [from, to] = [list('from'), list('to')];
  return [z(mix(throughNetwork(from), throughNetwork(to))), z(throughNetwork(mix(from, to)))];
}

function bendsAt(t: number, ...rest: [seed: number, layers: number, unit: number]): number[] {
  const [before, here, after] = [t - H, t, t + H].map((at) => preActivationsAt(at, ...rest));
  const at = (way: number) => [before, here, after].map((both) => both?.[way] as number);
  return [0, 1].map((way) => {
    const [low = Number.NaN, middle = Number.NaN, high = Number.NaN] = at(way);
    return low - 2 * middle + high;
  });
}

/** In how many places the whole line bends, neighbouring points taken together. */
function kinksAlong(way: 0 | 1, ...rest: [seed: number, layers: number, unit: number]): number {
  const isBent = Array.from({ length: 65 }, (_, i) => bendsAt(i * H, ...rest)[way] !== 0);
  return isBent.filter((bent, i) => bent && !isBent[i - 1]).length;
}

/** Holds what stands on the screen against the loops. @returns the reader's point. */
async function expectTruth(
  figure: Locator,
  seed = SEED,
  layers: number = LAYERS,
  unit: number = UNIT,
): Promise<number> {
  const rows = await figure
    .locator('.readings tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  const at = Math.round(numberIn((rows[0]?.[0] ?? '').replace('At t = ', '')) * 64);
  const [zs, bends] = [preActivationsAt(at * H, seed, layers, unit), bendsAt(at * H, seed, layers, unit)];
  expect(rows).toHaveLength(3);
  for (const way of [0, 1] as const) {
    const [, z = '', bend = '', kinks = ''] = rows[way + 1] ?? [];
    // Shown to four digits: at most half of the last one away, a tie of binary fractions included.
    expect(Math.abs(numberIn(z) - (zs[way] as number))).toBeLessThan(0.000501);
    expect(numberIn(bend)).toBeCloseTo(bends[way] as number, 4);
    const count = kinksAlong(way, seed, layers, unit);
    expect(kinks).toBe(count === 0 ? 'straight' : `bent at ${count} place${count === 1 ? '' : 's'}`);
  }
  expect(bends[0]).toBe(0);
  return at;
}

const walk = (figure: Locator) => figure.getByRole('slider', { name: 'Walk' });

test('is walked with the keyboard alone: the numbers are those of plain loops, and so is the data', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'block-in-network');
    expect(await expectTruth(figure)).toBe(AT);
    expect(bendsAt(AT * H, SEED, LAYERS, UNIT)[1]).not.toBe(0);
    expect(page.workers()).toHaveLength(0);
    await walk(figure).focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight');
    await computed(figure);
    expect(await expectTruth(figure)).toBe(AT + 3);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => walk(figure).inputValue()).not.toBe(String(AT + 3));
    const bent = await expectTruth(figure);
    expect(bent).toBeGreaterThan(AT + 3);
    expect(bendsAt(bent * H, SEED, LAYERS, UNIT)[1]).not.toBe(0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => resultOf(figure)).toMatch(/^Unit 2/);
    await expectTruth(figure, SEED, LAYERS, 2);
    const { rows } = await takeCsv(figure);
    expect(rows).toHaveLength(65);
    for (const row of rows) {
      // Halves, 64ths and ReLUs: exact on every device.
      const [t = Number.NaN, ...numbers] = row.map(Number);
      const expected = [1, 2, 3].flatMap((unit) => {
        const [zs, bends] = [preActivationsAt(t, SEED, LAYERS, unit), bendsAt(t, SEED, LAYERS, unit)];
        return [zs[0], bends[0], zs[1], bends[1]].map((x) => (x as number) + 0);
      });
      expect(numbers).toEqual(expected);
    }
  });
});

test('is dragged on either chart, by pointer and by touch', async () => {
  const place = async (figure: Locator, chart: number) => {
    await figure.locator('.chart-place').nth(chart).scrollIntoViewIfNeeded();
    const box = await figure.locator('.chart-place').nth(chart).boundingBox();
    if (!box) throw new Error('The chart has no place.');
    return box;
  };
  const drag = async (page: Page, figure: Locator, chart: number, share: number) => {
    const { x, y, width, height } = await place(figure, chart);
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * share, y + height / 2, { steps: 4 });
    await page.mouse.up();
  };
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'block-in-network');
    await drag(page, figure, 1, 0.8);
    await computed(figure);
    await expect.poll(() => expectTruth(figure)).toBeGreaterThan(40);
    // Both charts have the reader's point, where the pointer let go.
    for (const chart of [0, 1]) {
      // The charts are drawn anew while one looks.
      await expect
        .poll(async () => {
          const rule = await figure.locator('.chart-live .chart-rule line').nth(chart).boundingBox();
          const { x, width } = await place(figure, chart);
          return ((rule?.x ?? 0) - x) / width;
        })
        .toBeCloseTo(0.8, 1);
    }
    await drag(page, figure, 0, 0.3);
    await expect.poll(() => expectTruth(figure)).toBeLessThan(24);
  });
  await visit.open(
    PATH,
    async (page) => {
      const figure = await readyFigure(page, 'block-in-network');
      await figure.locator('.chart-place').nth(1).scrollIntoViewIfNeeded();
      const { x, y, width, height } = await place(figure, 1);
      await page.touchscreen.tap(x + width * 0.8, y + height / 2);
      await computed(figure);
      await expect.poll(() => expectTruth(figure)).toBeGreaterThan(40);
      const sizes = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(sizes[0]).toBeLessThanOrEqual(sizes[1] as number);
    },
    { hasTouch: true, viewport: { width: 390, height: 844 } },
  );
});

test('other networks and other depths are computed, and a link restores them', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'block-in-network');
    const set = (name: string | RegExp, value: number) =>
      figure.getByRole('spinbutton', { name }).fill(String(value));
    await set(/ReLU layers/, 0);
    await computed(figure);
    await expectTruth(figure, SEED, 0);
    expect(await resultOf(figure)).toMatch(
      /straight in the block’s own input, and straight in the network’s input/,
    );
    await set(/ReLU layers/, 3);
    await set('Seed', 12);
    await figure.getByRole('combobox', { name: 'Unit' }).selectOption('1');
    await walk(figure).fill('40');
    await computed(figure);
    await expect.poll(() => resultOf(figure)).toMatch(/^Unit 1/);
    expect(await expectTruth(figure, 12, 3, 1)).toBe(40);
    const [link, said] = [await copiedLink(figure), await resultOf(figure)];
    const restored = await openedBy(page, link, 'block-in-network');
    expect(await resultOf(restored)).toBe(said);
    await expectTruth(restored, 12, 3, 1);
  });
});

testOnPhone(visit, PATH, 'block-in-network', async (figure) => {
  await walk(figure).fill('20');
});

test('with scripts off both charts, the numbers and what they show are there', async () => {
  await withoutScripts(visit, PATH, 'block-in-network', async (figure) => {
    expect(await expectTruth(figure)).toBe(AT);
    for (const name of [/block’s own input, .*straight/, /network’s input, .*bent at \d/]) {
      const chart = figure.getByRole('img', { name });
      expect(await chart.locator('.line path').count()).toBe(1);
      expect(await chart.boundingBox()).not.toBeNull();
    }
  });
});
