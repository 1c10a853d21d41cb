import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import convolutionFold from '../../src/claims/figures/convolution-fold.ts';
import { reopened, testOnPhone, withoutScripts } from './figure-cases.ts';
import { computed, numberIn, readyFigure, resultOf, takeCsv } from './figures.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
const PATH = '/when-the-shapes-differ/?backend=cpu';
const SEED = convolutionFold.seed;

interface Setting {
  readonly k: number;
  readonly height: number;
  readonly width: number;
  readonly stride: number;
}

const INITIAL: Setting = { k: 3, height: 5, width: 6, stride: 1 };

/** Both ways by plain loops, with "same" padding: the shortcut beside the kernel, and on a tap of it. */
function waysOf(setting: Setting, tap: readonly [number, number], seed = SEED) {
  const { k, height, width, stride } = setting;
  const drawn = convolutionFold.draw({ ...setting }, seed);
  const [K, a, Wr] = ['K', 'a', 'Wr'].map((name) => Array.from(drawn[name]?.data ?? []));
  const out = (length: number) => Math.ceil(length / stride);
  const before = (length: number) => Math.floor(Math.max((out(length) - 1) * stride + k - length, 0) / 2);
  const left: number[] = [];
  const folded: number[] = [];
  for (let r = 0; r < out(height); r++) {
    for (let c = 0; c < out(width); c++) {
      let [branch, whole] = [0, 0];
      for (let i = 0; i < k; i++) {
        for (let j = 0; j < k; j++) {
          const [y, x] = [r * stride + i - before(height), c * stride + j - before(width)];
          if (y < 0 || x < 0 || y >= height || x >= width) continue;
          const pixel = a?.[y * width + x] as number;
          const weight = K?.[i * k + j] as number;
          const onTap = i === tap[0] && j === tap[1] ? (Wr?.[0] as number) : 0;
          branch += weight * pixel;
          whole += (weight + onTap) * pixel;
        }
      }
      left.push(branch + (Wr?.[0] as number) * (a?.[r * stride * width + c * stride] as number));
      folded.push(whole);
    }
  }
  return { left, folded, tap: [before(height), before(width)] as const, a: a ?? [] };
}

/** The entries that stand in a matrix on the screen. */
async function entriesOf(figure: Locator, title: RegExp): Promise<number[]> {
  const matrix = figure
    .locator('.matrix')
    .filter({ has: figure.page().locator('.matrix-name', { hasText: title }) });
  return (await matrix.locator('.cell').allInnerTexts()).map(numberIn);
}

async function expectTruth(figure: Locator, setting: Setting, tap: readonly [number, number], seed = SEED) {
  const { left, folded, a } = waysOf(setting, tap, seed);
  await expect.poll(() => entriesOf(figure, /^a$/)).toEqual(a);
  await expect.poll(() => entriesOf(figure, /^\(K \+ δ\)/)).toEqual(folded);
  expect(await entriesOf(figure, /^K ∗/)).toEqual(left);
  expect(await entriesOf(figure, /^difference$/)).toEqual(left.map((x, i) => x - (folded[i] as number)));
  const differing = left.filter((x, i) => x !== folded[i]).length;
  // Underlined in both outputs and in the difference.
  expect(await figure.locator('[data-marks~="differs"]').count()).toBe(3 * differing);
  expect(await resultOf(figure)).toContain(
    differing > 0
      ? `the two ways differ in ${differing} of ${left.length} pixel`
      : `both ways agree in all of ${left.length} pixel`,
  );
}

test('is worked by pointer: a pixel lights up what it meets, and a moved tap is found out', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'convolution-fold');
    await expectTruth(figure, INITIAL, [1, 1]);
    const pixel = figure
      .getByRole('group', { name: 'With the shortcut' })
      .getByRole('button', { name: 'row 0, column 5' });
    await pixel.hover();
    // A corner: the kernel meets two by two pixels of the image.
    await expect.poll(() => figure.locator('[data-marks~="met"]').count()).toBe(4);
    expect(await figure.innerText()).toContain(
      'Output pixel (0,\u00a05): the shortcut takes input pixel (0,\u00a05)',
    );
    // Pointing at a pixel computes nothing.
    expect(page.workers()).toHaveLength(0);
    await figure.getByRole('group', { name: /^δ/ }).getByRole('button', { name: 'row 2, column 0' }).click();
    await computed(figure);
    expect(page.workers()).toHaveLength(1);
    await expectTruth(figure, INITIAL, [2, 0]);
    expect(await resultOf(figure)).toMatch(
      /^With the shortcut on tap \(2,\u00a00\) in the place of \(1,\u00a01\)/,
    );
    await figure.getByRole('button', { name: 'Put the tap back' }).click();
    await expectTruth(figure, INITIAL, [1, 1]);
  });
});

test('with the keyboard alone: strided, the tap found, moved with the arrow keys, data and link', async () => {
  const setting: Setting = { k: 3, height: 5, width: 6, stride: 2 };
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'convolution-fold');
    await figure.getByRole('spinbutton', { name: 'Stride' }).focus();
    await page.keyboard.press('ArrowUp');
    await computed(figure);
    // Odd height: the centre. Even width: the first.
    await expectTruth(figure, setting, [1, 0]);
    expect(await figure.innerText()).toContain(
      '1 above, 0 at the left. So the tap that folds is (1,\u00a00)',
    );
    await figure.getByRole('group', { name: /^δ/ }).locator('[aria-pressed="true"]').focus();
    await page.keyboard.press('ArrowRight');
    await expectTruth(figure, setting, [1, 1]);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
      /^row 1, column 1/,
    );
    await figure.getByRole('group', { name: 'Folded' }).locator('[aria-pressed="true"]').focus();
    for (const key of ['ArrowUp', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
    const note = 'Output pixel (0,\u00a01): the shortcut takes input pixel (0,\u00a02)';
    await expect.poll(() => figure.innerText()).toContain(note);
    const { header, rows } = await takeCsv(figure);
    expect(header).toEqual(['matrix', 'row', 'column', 'entry']);
    const column = (name: string) => rows.filter(([matrix]) => matrix === name).map((row) => Number(row[3]));
    const { left, folded } = waysOf(setting, [1, 1]);
    expect(column('left')).toEqual(left);
    expect(column('folded')).toEqual(folded);
    const said = await resultOf(figure);
    const restored = await reopened(figure, 'convolution-fold');
    expect(await resultOf(restored)).toBe(said);
    expect(await restored.innerText()).toContain(note);
  });
});

test('other sizes and other numbers are those of plain loops', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'convolution-fold');
    const set = (name: string, value: number) =>
      figure.getByRole('spinbutton', { name, exact: true }).fill(String(value));
    for (const [setting, seed] of [
      [{ k: 4, height: 7, width: 4, stride: 2 }, 7],
      [{ k: 5, height: 6, width: 6, stride: 1 }, 8],
      [{ k: 1, height: 1, width: 3, stride: 2 }, 9],
    ] as const) {
      await set('Kernel k', setting.k);
      await set('Image height', setting.height);
      await set('Image width', setting.width);
      await set('Stride', setting.stride);
      await set('Seed', seed);
      await computed(figure);
      await expectTruth(figure, setting, waysOf(setting, [0, 0], seed).tap, seed);
    }
    // A kernel of one tap has none to move to.
    expect(await figure.getByRole('button', { name: /move the tap/ }).isEnabled()).toBe(false);
  });
});

test('fits on a phone with its largest kernel and image', async () => {
  await visit.open(
    PATH,
    async (page) => {
      const figure = await readyFigure(page, 'convolution-fold');
      await figure.getByRole('spinbutton', { name: 'Kernel k' }).fill('5');
      await figure.getByRole('spinbutton', { name: 'Image width' }).fill('7');
      await computed(figure);
      const sizes = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(sizes[0]).toBeLessThanOrEqual(sizes[1] as number);
      const wide = await figure.locator('.matrix').evaluateAll((all) => {
        const edge = all[0]?.closest('figure')?.getBoundingClientRect().right ?? 0;
        return all.filter((matrix) => matrix.getBoundingClientRect().right > edge).length;
      });
      expect(wide).toBe(0);
    },
    { viewport: { width: 390, height: 844 } },
  );
});

testOnPhone(visit, PATH, 'convolution-fold', async (figure) => {
  await figure.getByRole('button', { name: /move the tap/ }).click();
});

test('with scripts off the numbers it was built with are there, and nothing that cannot be pressed', async () => {
  await withoutScripts(visit, PATH, 'convolution-fold', async (figure) => {
    await expectTruth(figure, INITIAL, [1, 1]);
  });
});
