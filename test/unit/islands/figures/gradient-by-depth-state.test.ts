import { beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../../../src/claim/device.ts';
import { initialValues, type Values } from '../../../../src/claim/parameters.ts';
import { networksFrom } from '../../../../src/claim/spiral-plans.ts';
import type { TrainingRecord } from '../../../../src/claim/training.ts';
import gradientByDepth from '../../../../src/claims/figures/gradient-by-depth.ts';
import { planOf, startOf } from '../../../../src/claims/part-4-is-it-about-learning/depth-lab.ts';
import { trainFigure } from '../../../../src/components/trainer.ts';
import { writeCsv } from '../../../../src/islands/figures/csv.ts';
import {
  depthChartOf,
  depthsOf,
  describeGradients,
  layerChartOf,
  nearestDepth,
  readingsOf,
  type Stack,
  shortened,
  stacksOf,
  tableOf,
} from '../../../../src/islands/figures/gradient-by-depth-state.ts';
import { drawFigure } from '../../../../src/runtime/draw-figure.ts';
import { openDevice } from '../../../../src/runtime/ladder.ts';

const valuesOf = (given: Values) => ({ ...initialValues(gradientByDepth.parameters), ...given });

describe('what is computed', () => {
  test('is the depth lab’s networks, every kind and depth from the same seeds', () => {
    const plans = gradientByDepth.plans(valuesOf({ start: 'I + W₀/√L', steps: '10', count: 3 }), 7);
    expect(Object.keys(plans)).toHaveLength(4 * 4);
    for (const kind of ['plain, I + W₀/√L', 'T1, W₀/√L', 'two, last of each over √blocks'] as const) {
      const plan = plans[`12 ${kind}`];
      const networks = plan?.networks ?? [];
      const seeds = networks.map(({ seed }) => seed);
      expect(new Set(seeds).size).toBe(3);
      expect(networks).toEqual(networksFrom(seeds, startOf(kind, 12), networks[0]?.rate ?? 0));
      expect(plan).toEqual({ ...planOf(kind, 12, networks), steps: 10, recordEvery: 10 });
      expect(seeds).toEqual(plans['48 T2, W₀/√L']?.networks.map(({ seed }) => seed));
    }
  });

  test('adds I to plain layers alone', () => {
    const plans = gradientByDepth.plans(valuesOf({ start: 'I + W₀' }), 7);
    for (const [name, { networks }] of Object.entries(plans))
      expect(
        networks.every(({ plusIdentity, scale }) => plusIdentity === / plain/.test(name) && scale === 1),
      ).toBe(true);
  });
});

/** Two networks of two layers at one record, the second beyond what can be held. */
const record: TrainingRecord = {
  at: [0],
  loss: new Float32Array(2),
  accuracy: new Float32Array(2),
  gradientNorm: Float32Array.from([4, 8, Number.POSITIVE_INFINITY, 2]),
  moment: new Float32Array(6),
  cosine: new Float32Array(6),
};
const single = (gradientNorm: readonly number[]): TrainingRecord => ({
  ...record,
  loss: new Float32Array(1),
  gradientNorm: Float32Array.from(gradientNorm),
});

describe('what was recorded', () => {
  test('is summed up by layer over the seeds, and as a ratio seed by seed', () => {
    const [stack] = stacksOf({ '2 T1, W₀': record }, 0) as [Stack];
    expect(stack).toMatchObject({ kind: 'T1, W₀', depth: 2, seeds: 2 });
    expect(stack.norms).toEqual([
      { low: null, middle: null, high: null },
      { low: 3.5, middle: 5, high: 6.5 },
    ]);
    expect(readingsOf([stack], 2)).toEqual([{ kind: 'T1, W₀', first: 'too large', last: '5', ratio: '–' }]);
    const ratios = stacksOf({ '2 x': { ...record, gradientNorm: Float32Array.from([4, 8, 3, 1]) } }, 0);
    expect(ratios[0]?.firstOverLast.middle).toBe((0.5 + 3) / 2);
  });

  test('takes the last record alone, and no training that has not come so far', () => {
    const two = { ...single([1, 1, 3, 5]), at: [0, 10], loss: new Float32Array(2) };
    expect(stacksOf({ '2 x': two }, 10)[0]?.norms.map(({ middle }) => middle)).toEqual([3, 5]);
    expect(stacksOf({ '2 x': two }, 50)).toEqual([]);
    expect(stacksOf({ '2 x': single([1, 1]) }, 10)).toEqual([]);
  });

  const stacks = stacksOf(
    {
      '2 a': single([1, 10]),
      '4 a': single([2, 2, 2, 1000]),
      '2 b': single([0, 1]),
      '4 b': single([3, 0, 1, 1]),
    },
    0,
  );

  test('ends a line where there is no logarithm, and says so', () => {
    expect(depthChartOf(stacks, 4, 'at the start')).toMatchObject({
      x: { type: 'log', domain: [2, 4], ticks: [2, 4] },
      y: { type: 'log', domain: [1, 10] },
      rules: [4],
      lines: [
        {
          name: 'a',
          tone: 1,
          points: [
            [2, 1],
            [4, 2],
          ],
        },
        { name: 'b', tone: 2, points: [[4, 3]] },
      ],
    });
    expect(describeGradients(stacks, 2, 'at the start')).toBe(
      '2 layers, at the start. Median norm of the first layer’s gradient: 1 for a; too small for b.',
    );
    expect(describeGradients([], 6, 'after 10 steps')).toBe(
      '6 layers, after 10 steps. Nothing is computed yet.',
    );
    expect(layerChartOf(stacks, 4, 'at the start').lines.map(({ points }) => points.length)).toEqual([4, 3]);
    expect(layerChartOf([], 6, 'at the start').lines).toEqual([]);
  });

  test('each kind keeps its tone though it is missing at a depth', () => {
    const partial = stacks.filter(({ kind, depth }) => kind === 'b' || depth === 2);
    expect(layerChartOf(partial, 4, '').lines.map(({ name, tone }) => [name, tone])).toEqual([['b', 2]]);
  });

  test('is taken away with all digits', () => {
    const csv = writeCsv(tableOf(stacksOf({ '2 x, y': record }, 0), 0));
    expect(csv.split('\r\n')[1]).toBe('"x, y",2,1,0,2,too large,too large,too large');
    expect(csv.split('\r\n')[2]).toBe('"x, y",2,2,0,2,3.5,5,6.5');
  });

  test('the nearest depth is nearest on the axis', () => {
    expect(depthsOf(stacks)).toEqual([2, 4]);
    expect(nearestDepth([6, 12, 24, 48], 33)).toBe(24);
    expect(nearestDepth([6, 12, 24, 48], 35)).toBe(48);
    expect(nearestDepth([], 3)).toBeUndefined();
  });
});

describe('what the article says of it', () => {
  let device: Device;
  beforeAll(async () => {
    device = (await openDevice('cpu')).device;
  });
  const middles = async (given: Values) => {
    const request = { values: valuesOf(given), seed: gradientByDepth.seed };
    const { records = {} } = await drawFigure(gradientByDepth, request, device, { aborted: false }, () => {});
    const stacks = stacksOf(records, 0);
    return (kind: string, depth: number) =>
      stacks.find((stack) => stack.kind.startsWith(`${kind},`) && stack.depth === depth) as Stack;
  };
  const first = (stack: Stack) => stack.norms[0]?.middle ?? Number.POSITIVE_INFINITY;

  test('from He’s start the gradient falls in plain layers and grows with skips, least in blocks of two', async () => {
    const at = await middles({});
    expect(first(at('plain', 48))).toBeLessThan(first(at('plain', 6)));
    for (const kind of ['T1', 'T2']) {
      expect(first(at(kind, 24)) / first(at(kind, 6))).toBeGreaterThan(1e4);
      expect(first(at('two', 24))).toBeLessThan(first(at(kind, 24)) / 1e4);
    }
    expect(first(at('two', 48)) / first(at('two', 6))).toBeGreaterThan(1e4);
  });

  test('with a sigmoid it vanishes wherever that follows the sum, and stays in T2', async () => {
    const at = await middles({ g: 'sigmoid' });
    for (const kind of ['plain', 'T1', 'two'])
      expect(first(at(kind, 24)) / first(at(kind, 6))).toBeLessThan(1e-4);
    expect(first(at('T2', 48))).toBeGreaterThan(first(at('T2', 6)));
  });

  test('plain layers started at I + W₀/√L have the gradient of T1', async () => {
    const at = await middles({ start: 'I + W₀/√L' });
    for (const depth of [6, 12, 24, 48]) {
      const [plain, skip] = [at('plain', depth).norms, at('T1', depth).norms];
      // Float32 rounds V = I + W and the two sums otherwise; nothing but that is between them.
      plain.forEach(({ middle }, layer) => {
        expect((middle as number) / (skip[layer]?.middle as number)).toBeCloseTo(1, 3);
      });
    }
  });
});

test('its poster shows four kinds at four depths, at the start', async () => {
  const stacks = shortened(stacksOf(await trainFigure('gradient-by-depth'), 0));
  expect(depthsOf(stacks)).toEqual([6, 12, 24, 48]);
  expect(stacks).toHaveLength(16);
  expect(readingsOf(stacks, 24).map(({ kind }) => kind)).toEqual([
    'plain, W₀',
    'T1, W₀',
    'T2, W₀',
    'two, W₀',
  ]);
  expect(tableOf(stacks, 0).rows).toHaveLength(4 * (6 + 12 + 24 + 48));
  expect(depthChartOf(stacks, 24, 'at the start').label).not.toMatch(/NaN|Infinity|undefined/);
});
