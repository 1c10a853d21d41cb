import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import projectionRace from '../../src/claims/figures/projection-race.ts';
import type { HostTensor } from '../../src/numerics/host-tensor.ts';
import { reopened, testOnPhone, withoutScripts } from './figure-cases.ts';
import { computed, numberIn, readyFigure, resultOf, takeCsv } from './figures.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
const PATH = '/is-it-about-learning/?backend=cpu';
const [N, M, BATCH, STEPS] = [6, 4, 8, 48] as const;

interface Race {
  readonly seed: number;
  /** η. */
  readonly rate: number;
  readonly rule: 'sgd' | 'momentum';
  readonly plainRate: number;
  readonly decay: { readonly projected: number; readonly plain: number };
}
const POSTER: Race = {
  seed: projectionRace.seed,
  rate: 1 / 4,
  rule: 'sgd',
  plainRate: 1 / 2,
  decay: { projected: 0, plain: 0 },
};

/** The losses of both runs by plain loops and the chain rule, with tanh. */
function raced({ seed, rate, rule, plainRate, decay }: Race) {
  const drawn = projectionRace.draw({ rule }, seed) as Record<string, HostTensor>;
  const own = (name: string) => Array.from((drawn[name] as HostTensor).data);
  const [x, teacher, teacherBias] = [own('x'), own('teacher'), own('teacherBias')];
  const at = (list: readonly number[] | undefined, i: number) => (list as number[])[i] as number;
  const outputs = (summed: readonly number[][], b: readonly number[]) =>
    Array.from({ length: M * BATCH }, (_, k) => {
      const [i, p] = [Math.floor(k / BATCH), k % BATCH];
      let z = at(b, i);
      for (const V of summed) for (let j = 0; j < N; j++) z += at(V, i * N + j) * at(x, j * BATCH + p);
      return Math.tanh(z);
    });
  const y = outputs([teacher], teacherBias);
  const run = (matrices: number[][], weightRate: number, lambda: number) => {
    const b = own('b');
    const velocities = [...matrices, b].map((list) => list.map(() => 0));
    const losses: number[] = [];
    for (let step = 0; step <= STEPS; step++) {
      const a = outputs(matrices, b);
      losses.push(a.reduce((sum, ai, k) => sum + (ai - at(y, k)) ** 2, 0) / (2 * M * BATCH));
      const dz = a.map((ai, k) => ((ai - at(y, k)) / (M * BATCH)) * (1 - ai * ai));
      const move = (list: number[], which: number, gradient: (i: number) => number, eta: number) => {
        const moves = list.map((_, i) => {
          const velocity = rule === 'momentum' ? (7 / 8) * at(velocities[which], i) : 0;
          (velocities[which] as number[])[i] = velocity + gradient(i);
          return eta * at(velocities[which], i);
        });
        moves.forEach((by, i) => {
          list[i] = at(list, i) - by;
        });
      };
      const byWeight = (i: number) => {
        const [row, column] = [Math.floor(i / N), i % N];
        let sum = 0;
        for (let p = 0; p < BATCH; p++) sum += at(dz, row * BATCH + p) * at(x, column * BATCH + p);
        return sum;
      };
      matrices.forEach((V, which) => {
        move(V, which, (i) => byWeight(i) + lambda * at(V, i), weightRate);
      });
      const byBias = (i: number) => dz.slice(i * BATCH, (i + 1) * BATCH).reduce((sum, d) => sum + d, 0);
      move(b, matrices.length, byBias, rate);
    }
    return losses;
  };
  const [W, Wr] = [own('W'), own('Wr')];
  const sum = W.map((w, i) => w + at(Wr, i));
  return {
    projected: run([W, Wr], rate, decay.projected),
    plain: run([sum], plainRate, decay.plain),
  };
}

/** The sentence and the data, held against the loops; returns the largest gap that the figure tells of. */
async function expectTruth(figure: Locator, race: Race, steps: number = STEPS): Promise<number> {
  const { projected, plain } = raced(race);
  const said = await resultOf(figure);
  const [, one = '', other = '', gap = ''] =
    /the loss is (\S+) with the projection and (\S+) without\. The largest gap so far is (\S+?)[,.] /.exec(
      said,
    ) ?? [];
  expect(said).toMatch(steps === 0 ? /^Before the first step/ : new RegExp(`^After ${steps} step`));
  // Three digits are shown.
  expect(numberIn(one) / (projected[steps] as number)).toBeCloseTo(1, 2);
  expect(numberIn(other) / (plain[steps] as number)).toBeCloseTo(1, 2);
  const gaps = projected.slice(0, steps + 1).map((loss, k) => Math.abs(loss - (plain[k] as number)));
  // Float32's rounding is within this of the loops' float64, at losses of about 1.
  const largest = Math.max(...gaps);
  expect(Math.abs(numberIn(gap) - largest)).toBeLessThan(1e-5 + 0.01 * largest);
  return numberIn(gap);
}

async function expectRows(figure: Locator, race: Race) {
  const { projected, plain } = raced(race);
  const { header, rows } = await takeCsv(figure);
  expect(header).toEqual(['steps', 'loss with projection', 'loss of plain layer', 'gap']);
  expect(rows).toHaveLength(STEPS + 1);
  rows.forEach((row, k) => {
    expect(Number(row[1])).toBeCloseTo(projected[k] as number, 4);
    expect(Number(row[2])).toBeCloseTo(plain[k] as number, 4);
  });
}

test('coincides at η and 2η, and parts at one rate or by decay, as plain loops have it', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'projection-race');
    expect(await expectTruth(figure, POSTER)).toBeLessThan(1e-12);
    expect(await resultOf(figure)).toMatch(/run as one in exact arithmetic/);

    const plainRate = figure.getByRole('combobox', { name: /Plain layer’s rate/ });
    await plainRate.selectOption('η');
    await computed(figure);
    const apart = { ...POSTER, plainRate: 1 / 4 };
    expect(await expectTruth(figure, apart)).toBeGreaterThan(0.0025);
    expect(await resultOf(figure)).toMatch(/does not have them run as one/);
    await expectRows(figure, apart);

    await plainRate.selectOption('2η');
    await computed(figure);
    // On the device, in float32, rounding is larger than at build.
    expect(await expectTruth(figure, POSTER)).toBeLessThan(1e-5);
    await expectRows(figure, POSTER);

    await figure.getByRole('combobox', { name: 'Optimizer' }).selectOption('momentum');
    await figure.getByRole('spinbutton', { name: /η, in/ }).fill('2');
    await figure.getByRole('spinbutton', { name: /Decay/ }).fill('8');
    await computed(figure);
    const momentum = { ...POSTER, rule: 'momentum', rate: 1 / 16, plainRate: 1 / 8 } as const;
    const lawful = { ...momentum, decay: { projected: 1 / 32, plain: 1 / 64 } };
    expect(await expectTruth(figure, lawful)).toBeLessThan(1e-5);
    await figure.getByRole('combobox', { name: 'What decays' }).selectOption('projected');
    await computed(figure);
    const lone = { ...momentum, decay: { projected: 1 / 32, plain: 0 } };
    expect(await expectTruth(figure, lone)).toBeGreaterThan(0.0025);
    await expectRows(figure, lone);
  });
});

test('is stepped with the keyboard alone, pointed at, and restored by its link', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'projection-race');
    await figure.getByRole('button', { name: 'Reset' }).press('Enter');
    await computed(figure);
    await expectTruth(figure, POSTER, 0);
    const step = figure.getByRole('button', { name: 'One step' });
    for (let steps = 1; steps <= 2; steps++) {
      await step.press('Enter');
      await expectTruth(figure, POSTER, steps);
    }
    await figure.getByRole('slider', { name: 'Steps', exact: true }).press('ArrowRight');
    await expectTruth(figure, POSTER, 3);
    const place = figure.locator('.chart-place');
    const box = await place.boundingBox();
    await place.click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } });
    await expect.poll(() => resultOf(figure)).toMatch(/^After 2\d steps/);
    const said = await resultOf(figure);
    const restored = await reopened(figure, 'projection-race');
    expect(await resultOf(restored)).toBe(said);
  });
});

test('plays when it is asked to, and under Adam λ/2 is no law', async () => {
  await visit.open(PATH, async (page) => {
    const figure = await readyFigure(page, 'projection-race');
    await figure.getByRole('combobox', { name: 'Optimizer' }).selectOption('adam');
    await figure.getByRole('spinbutton', { name: /Decay/ }).fill('8');
    await computed(figure);
    expect(await resultOf(figure)).toMatch(/does not have them run as one/);
    await figure.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => resultOf(figure)).toMatch(/^After [1-9] step/);
    await figure.getByRole('button', { name: 'Pause' }).click();
    const paused = await resultOf(figure);
    await page.waitForTimeout(500);
    expect(await resultOf(figure)).toBe(paused);
  });
});

test('with scripts off both curves and the sentence are there', async () => {
  await withoutScripts(visit, PATH, 'projection-race', async (figure) => {
    await expectTruth(figure, POSTER);
    const chart = figure.getByRole('img', { name: /Two learning curves/ });
    expect(await chart.locator('.line path').count()).toBe(2);
  });
});

testOnPhone(visit, PATH, 'projection-race', async (figure) => {
  await figure.getByRole('combobox', { name: /Plain layer’s rate/ }).selectOption('η');
});
