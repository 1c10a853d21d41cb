import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import xorTraining from '../../src/claims/figures/xor-training.ts';
import type { HostTensor } from '../../src/numerics/host-tensor.ts';
import { openedBy, testOnPhone, withoutScripts } from './figure-cases.ts';
import { computed, copiedLink, numberIn, readyFigure, resultOf, takeCsv } from './figures.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
const PATH = '/what-stops-the-fold/?backend=cpu';
const RATE = 1 / 8;
const KINDS = ['T1', 'T2', 'two'] as const;
type Kind = (typeof KINDS)[number];
const POINTS = [0, 1].flatMap((x1) => [0, 1].map((x2) => [x1, x2, x1 === x2 ? 0 : 1] as const));

/** An activation with its slope. */
interface Bent {
  readonly g: (z: number) => number;
  readonly slope: (z: number) => number;
}
const tanh: Bent = { g: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2 };
const relu: Bent = { g: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0) };

/** Training one block by loops and the chain rule, written out. */
function trained(kind: Kind, seed: number, readout: 'no' | 'yes', { g, slope }: Bent, steps: number) {
  const drawn = xorTraining.draw({ readout }, seed) as Record<string, HostTensor>;
  const own = (name: string) => Array.from(drawn[`${kind} ${name}`]?.data ?? [0, 0, 0, 0]);
  const [W, b, V, c] = [own('W'), own('b'), own('W2'), own('b2')] as number[][] as [
    number[],
    number[],
    number[],
    number[],
  ];
  const [r, r0] = [own('r'), own('c')] as [number[], number[]];
  const at = (list: readonly number[], i: number) => list[i] as number;
  const affine = (M: number[], v: number[], x: readonly number[]) =>
    [0, 1].map((i) => at(M, 2 * i) * at(x, 0) + at(M, 2 * i + 1) * at(x, 1) + at(v, i));
  const forward = (x: readonly number[]) => {
    const z = affine(W, b, x);
    const h = z.map(g);
    const sum = kind === 'two' ? affine(V, c, h).map((s, i) => s + at(x, i)) : z.map((s, i) => s + at(x, i));
    const a = kind === 'T2' ? h.map((s, i) => s + at(x, i)) : sum.map(g);
    return { z, h, sum, a, y: at(r, 0) * at(a, 0) + at(r, 1) * at(a, 1) + at(r0, 0) };
  };
  for (let step = 0; step < steps; step++) {
    const d = { W: [0, 0, 0, 0], b: [0, 0], V: [0, 0, 0, 0], c: [0, 0], r: [0, 0], r0: [0] };
    const add = (list: number[], i: number, x: number) => {
      list[i] = at(list, i) + x;
    };
    for (const [x1, x2, wanted] of POINTS) {
      const x = [x1, x2];
      const { z, h, sum, a, y } = forward(x);
      const dy = (y - wanted) / POINTS.length;
      add(d.r0, 0, dy);
      const dSum = [0, 1].map((i) => {
        add(d.r, i, dy * at(a, i));
        return dy * at(r, i) * (kind === 'T2' ? 1 : slope(at(sum, i)));
      });
      const dz = [0, 1].map((j) => {
        if (kind === 'T1') return at(dSum, j);
        if (kind === 'T2') return at(dSum, j) * slope(at(z, j));
        return (at(V, j) * at(dSum, 0) + at(V, 2 + j) * at(dSum, 1)) * slope(at(z, j));
      });
      for (const i of [0, 1]) {
        add(d.b, i, at(dz, i));
        add(d.c, i, at(dSum, i));
        for (const j of [0, 1]) {
          add(d.W, 2 * i + j, at(dz, i) * at(x, j));
          add(d.V, 2 * i + j, at(dSum, i) * at(h, j));
        }
      }
    }
    const move = (list: number[], by: number[]) => {
      by.forEach((x, i) => {
        add(list, i, -RATE * x);
      });
    };
    move(W, d.W);
    move(b, d.b);
    if (kind === 'two') {
      move(V, d.V);
      move(c, d.c);
    }
    if (readout === 'yes') {
      move(r, d.r);
      move(r0, d.r0);
    }
  }
  const outputs = POINTS.map(([x1, x2]) => forward([x1, x2]).y);
  const errors = outputs.map((y, i) => (y - (POINTS[i]?.[2] ?? 0)) ** 2);
  return {
    outputs,
    loss: errors.reduce((sum, e) => sum + e, 0) / 8,
    right: outputs.filter((y, i) => y > 0.5 === (POINTS[i]?.[2] === 1)).length,
  };
}

/** What stands on the screen, held against the loops: the table, the sentence, and the numbers on the charts. */
async function expectTruth(figure: Locator, seed: number, readout: 'no' | 'yes', bent: Bent, steps: number) {
  const truth = KINDS.map((kind) => trained(kind, seed, readout, bent, steps));
  const cells = await figure
    .locator('.readings tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  expect(cells.map(([point, wanted]) => [point, Number(wanted)])).toEqual(
    POINTS.map(([x1, x2, wanted]) => [`(${x1}, ${x2})`, wanted]),
  );
  cells.forEach((row, i) => {
    KINDS.forEach((_, k) => {
      // Four digits are shown, of float32 after as many steps as here.
      expect(numberIn(row[2 + k] ?? '')).toBeCloseTo(truth[k]?.outputs[i] as number, 2);
    });
  });
  const said = await resultOf(figure);
  expect(said).toMatch(steps === 0 ? /^Before the first step/ : new RegExp(`^After ${steps} step`));
  const counts = /T1 has (\d) of the 4 .*?T2 (\d) .*two-layer block (\d) /.exec(said) ?? [];
  expect(counts.slice(1).map(Number)).toEqual(truth.map(({ right }) => right));
  const losses = [...said.matchAll(/loss ([^)]+)\)/g)].map(([, loss]) => numberIn(loss ?? ''));
  losses.forEach((loss, k) => {
    // Three digits are shown: half a unit of the third is at most 0.5 % of the number.
    const expected = truth[k]?.loss as number;
    expect(Math.abs(loss - expected)).toBeLessThanOrEqual(0.005 * Math.max(1, expected));
  });
  expect(losses).toHaveLength(3);
}

test('is stepped with the keyboard alone, and its numbers are those of plain loops', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'xor-training');
    await expectTruth(figure, xorTraining.seed, 'no', tanh, 1000);
    await figure.getByRole('button', { name: 'Reset' }).press('Enter');
    await computed(figure);
    await expectTruth(figure, xorTraining.seed, 'no', tanh, 0);
    const step = figure.getByRole('button', { name: 'One step' });
    for (let steps = 1; steps <= 3; steps++) {
      await step.press('Enter');
      await expect.poll(() => resultOf(figure)).toMatch(new RegExp(`^After ${steps} step`));
      await computed(figure);
      await expectTruth(figure, xorTraining.seed, 'no', tanh, steps);
    }
    const { header, rows } = await takeCsv(figure);
    expect(header.slice(0, 5)).toEqual(['steps', 'x1', 'x2', 'class', 'output of T1']);
    rows.forEach((row, i) => {
      KINDS.forEach((kind, k) => {
        const { outputs, loss } = trained(kind, xorTraining.seed, 'no', tanh, 3);
        expect(Number(row[4 + k])).toBeCloseTo(outputs[i] as number, 5);
        expect(Number(row[7 + k])).toBeCloseTo(loss, 5);
      });
    });
  });
});

test('plays when it is asked to, by pointer, and pauses where its numbers are those of as many steps', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'xor-training');
    await figure.getByRole('combobox', { name: 'Readout' }).selectOption('yes');
    await figure.getByRole('combobox', { name: 'Activation' }).selectOption('relu');
    await computed(figure);
    await expectTruth(figure, xorTraining.seed, 'yes', relu, 0);
    await figure.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => resultOf(figure), { timeout: 30_000 }).toMatch(/^After \d{2,} steps/);
    await figure.getByRole('button', { name: 'Pause' }).click();
    // What was under way when it was paused still comes.
    let said = '';
    await expect
      .poll(
        async () => {
          const before = said;
          said = await resultOf(figure);
          return said === before;
        },
        { interval: 700, timeout: 30_000 },
      )
      .toBe(true);
    await computed(figure);
    const steps = Number(/After (\d+)/.exec(said)?.[1]);
    await expectTruth(figure, xorTraining.seed, 'yes', relu, steps);
    await page.waitForTimeout(500);
    expect(await resultOf(figure)).toBe(said);
    // Each surface is drawn anew, with the four outputs beside their points.
    expect(await figure.locator('.chart-live .surface').count()).toBe(3 * 8);
    expect(await figure.locator('.chart-live .dots circle').count()).toBe(3 * 4);
  });
});

test('another seed, restored by its link', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'xor-training');
    await figure.getByRole('spinbutton', { name: 'Seed' }).fill('5');
    await computed(figure);
    await expectTruth(figure, 5, 'no', tanh, 0);
    await figure.getByRole('button', { name: 'One step' }).click();
    await expect.poll(() => resultOf(figure)).toMatch(/^After 1 step,/);
    await computed(figure);
    const link = await copiedLink(figure);
    expect(link).toMatch(/#figure-xor-training:v=1&readout=no&g=tanh&steps=1&seed=5$/);
    const restored = await openedBy(page, link.replace('steps=1&', 'steps=120&'), 'xor-training');
    await expectTruth(restored, 5, 'no', tanh, 120);
  });
});

test('a long way from a link tells how far it is, and stops where it is told to', async () => {
  await visit.open(`${PATH}#figure-xor-training:v=1&readout=no&g=tanh&steps=4000&seed=5`, async (page) => {
    const figure = page.locator('[data-figure="xor-training"]');
    await figure.locator('[data-ready]').waitFor();
    const count = figure.locator('.figure-count');
    await expect.poll(() => count.innerText()).toMatch(/^step \d+ of 4000/);
    expect(await figure.getByRole('progressbar').getAttribute('max')).toBe('4000');
    await figure.getByRole('button', { name: 'Pause' }).click();
    await computed(figure);
    const steps = Number(/^After (\d+) steps/.exec(await resultOf(figure))?.[1]);
    expect(steps).toBeLessThan(4000);
    expect(await count.innerText()).toBe(`step ${steps}`);
    await expectTruth(figure, 5, 'no', tanh, steps);
    // The link is to where it stopped, and the next step goes on from there.
    expect(await copiedLink(figure)).toContain(`steps=${steps}&`);
    await figure.getByRole('button', { name: 'One step' }).click();
    await expect.poll(() => resultOf(figure)).toMatch(new RegExp(`^After ${steps + 1} steps`));
  });
});

test('where motion is to be reduced, Play takes its steps at once', async () => {
  await visit.open(
    PATH,
    async (page) => {
      const figure = await readyFigure(page, 'xor-training');
      await figure.getByRole('button', { name: 'Reset' }).click();
      await computed(figure);
      await figure.getByRole('button', { name: 'Play' }).click();
      await expect.poll(() => resultOf(figure), { timeout: 30_000 }).toMatch(/^After 1000 steps/);
      expect(await figure.getByRole('button', { name: 'Pause' }).count()).toBe(0);
      await computed(figure);
      await expectTruth(figure, xorTraining.seed, 'no', tanh, 1000);
    },
    { reducedMotion: 'reduce' },
  );
});

test('with scripts off its three surfaces, its table and its sentence are there', async () => {
  await withoutScripts(visit, PATH, 'xor-training', async (figure) => {
    await expectTruth(figure, xorTraining.seed, 'no', tanh, 1000);
    const charts = figure.getByRole('img', { name: /on the right side of ½/ });
    expect(await charts.count()).toBe(3);
    for (const chart of await charts.all()) expect(await chart.locator('.surface').count()).toBe(8);
  });
});

testOnPhone(visit, PATH, 'xor-training', async (figure) => {
  await figure.getByRole('button', { name: 'Reset' }).click();
});
