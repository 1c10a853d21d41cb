import { describe, expect, test } from 'vitest';
import { drawStart } from '../../../src/claim/start.ts';
import { drawBatch } from '../../../src/claim/tasks.ts';
import type { Architecture, Optimizer, Task, TrainingPlan } from '../../../src/claim/training.ts';
import { validatePlan } from '../../../src/runtime/training/plan.ts';
import { network, smallPlan } from '../../support/training-plans.ts';

describe('a plan that cannot be trained is refused in a sentence', () => {
  const architecture = (given: Partial<Architecture>) => smallPlan({ architecture: given });
  const networks = (given: Partial<TrainingPlan['networks'][number]>) =>
    smallPlan({ networks: [{ ...network(1, 0.1), ...given }] });
  const optimizer = (optimizer: Optimizer) => smallPlan({ optimizer });
  test.each([
    [architecture({ depth: 0 }), 'The depth is a whole number from 1 to 48, not 0.'],
    [architecture({ depth: 7 }), 'A depth of 7 is no whole number of blocks: choose a multiple of 2.'],
    [architecture({ width: 1 }), 'The width is a whole number from 2 to 128, not 1.'],
    [
      architecture({ block: 'plain', shortcut: 'projection' }),
      'A plain block has no skip to project: choose the identity.',
    ],
    [smallPlan({ networks: [] }), 'The number of networks is a whole number from 1 to 4096, not 0.'],
    [networks({ seed: -1 }), "A network's seed is a whole number from 0 to 4294967295, not -1."],
    [networks({ rate: Number.NaN }), 'A learning rate is a finite number above 0, not NaN.'],
    [networks({ scale: Number.POSITIVE_INFINITY }), "A start's scale is a finite number, not Infinity."],
    [smallPlan({ steps: 1.5 }), 'The number of steps is a whole number from 0 to 1000000, not 1.5.'],
    [
      smallPlan({ recordEvery: 0 }),
      'The steps from one record to the next is a whole number from 1 to 1000000, not 0.',
    ],
    [
      smallPlan({ task: { name: 'xor', points: 1, seed: 1 } }),
      'The number of points is a whole number from 2 to 4096, not 1.',
    ],
    [optimizer({ rule: 'momentum', momentum: 1 }), 'The momentum is at least 0 and below 1, not 1.'],
    [optimizer({ rule: 'rmsprop', decay: 0.9, epsilon: 0 }), 'Epsilon is a finite number above 0, not 0.'],
    [
      optimizer({ rule: 'adam', beta1: 0.9, beta2: -1, epsilon: 1e-7 }),
      'β₂ is at least 0 and below 1, not -1.',
    ],
  ])('%#', (plan, sentence) => {
    expect(() => validatePlan(plan)).toThrow(new RangeError(sentence));
  });

  test('and a sound one is not', () => {
    expect(() => validatePlan(smallPlan())).not.toThrow();
  });
});

describe('a task', () => {
  const names: readonly Task['name'][] = ['spiral', 'rings', 'xor', 'parity', 'teacher', 'glyphs'];
  const rows = ({ shape, data }: { shape: readonly number[]; data: Float32Array }) =>
    Array.from({ length: shape[0] as number }, (_, i) =>
      Array.from(data.slice(i * (shape[1] as number), (i + 1) * (shape[1] as number))),
    );

  test.each(names)('%s follows from its seed, is finite, and has even classes', (name) => {
    const task = { name, points: 60, seed: 3 };
    const { inputs, targets } = drawBatch(task);
    expect(drawBatch(task)).toEqual({ inputs, targets });
    expect(drawBatch({ ...task, seed: 4 }).inputs.data).not.toEqual(inputs.data);
    expect(inputs.data).toHaveLength(60 * (inputs.shape[1] as number));
    expect([...inputs.data, ...targets.data].every(Number.isFinite)).toBe(true);
    const labels = rows(targets).map((row) => row.join());
    const counts = [...new Set(labels)].map((label) => labels.filter((other) => other === label).length);
    expect(counts).toEqual(name === 'glyphs' ? [10, 10, 10, 10, 10, 10] : [30, 30]);
  });

  test('xor and parity are what they are called', () => {
    for (const name of ['xor', 'parity'] as const) {
      const { inputs, targets } = drawBatch({ name, points: 50, seed: 9 });
      rows(inputs).forEach((point, i) => {
        expect(Math.sign(point.reduce((product, value) => product * value, 1))).toBe(
          (name === 'xor' ? -1 : 1) * (targets.data[i] as number),
        );
      });
    }
  });

  test('the rings are apart, and the arms of the spiral are half a turn apart', () => {
    const radii = (label: number) => {
      const { inputs, targets } = drawBatch({ name: 'rings', points: 200, seed: 1 });
      return rows(inputs)
        .filter((_, i) => targets.data[i] === label)
        .map((point) => Math.hypot(...point));
    };
    expect(Math.max(...radii(-1))).toBeLessThan(Math.min(...radii(1)));
    const { inputs } = drawBatch({ name: 'spiral', points: 200, seed: 1 });
    const points = rows(inputs);
    for (let i = 0; i < 200; i += 2) {
      const sum = (points[i] as number[]).map((value, k) => value + (points[i + 1]?.[k] as number));
      // Two points' noise of 0.03 in each coordinate: six standard deviations.
      expect(Math.hypot(...sum)).toBeLessThan(6 * 0.03 * 2);
    }
  });

  test('the glyphs are told apart by their mean images', () => {
    const { inputs, targets } = drawBatch({ name: 'glyphs', points: 600, seed: 1 });
    const images = rows(inputs);
    const classes = rows(targets).map((row) => row.indexOf(1));
    const means = Array.from({ length: 6 }, (_, k) =>
      (images[0] as number[]).map(
        (_, p) =>
          images.reduce((sum, image, i) => sum + (classes[i] === k ? (image[p] as number) : 0), 0) / 100,
      ),
    );
    const distance = (a: readonly number[], b: readonly number[]) =>
      Math.hypot(...a.map((value, i) => value - (b[i] as number)));
    const right = images.filter((image, i) => {
      const distances = means.map((mean) => distance(image, mean));
      return distances.indexOf(Math.min(...distances)) === classes[i];
    });
    expect(right.length).toBeGreaterThan(0.9 * 600);
  });
});

describe('a start', () => {
  const { architecture, networks } = smallPlan({
    architecture: { width: 64, depth: 4, shortcut: 'projection', normalised: true },
    networks: [
      network(1, 0.1),
      { ...network(1, 0.1), scale: 0.5, lastScale: 0.25 },
      { ...network(2, 0.1), plusIdentity: true },
    ],
  });
  const start = drawStart(architecture, networks, 2, 1);
  const of = (name: string, k: number) => {
    const { data } = start[name] as { data: Float32Array };
    const size = data.length / networks.length;
    return Array.from(data.slice(k * size, (k + 1) * size));
  };
  const variance = (values: readonly number[]) => values.reduce((sum, v) => sum + v * v, 0) / values.length;

  test.each([
    ['weight 1', 2 / 64],
    ['weight 4', 2 / 64],
    ['projection 0', 1 / 64],
    ['projection 1', 1 / 64],
  ])('%s has the variance it should', (name, expected) => {
    // The sample variance of 4,096 normal numbers has standard deviation √(2/4096) of it: five of them.
    expect(Math.abs(variance(of(name, 0)) / expected - 1)).toBeLessThan(5 * Math.sqrt(2 / 4096));
  });

  test('is scaled and moved as the plan says, and otherwise the same for the same seed', () => {
    expect(of('weight 0', 1)).toEqual(of('weight 0', 0));
    expect(of('weight 5', 1)).toEqual(of('weight 5', 0));
    expect(of('projection 1', 1)).toEqual(of('projection 1', 0));
    expect(of('weight 1', 1)).toEqual(of('weight 1', 0).map((w) => w / 2));
    expect(of('weight 2', 1)).toEqual(of('weight 2', 0).map((w) => w / 8));
    const trace = (name: string, k: number) =>
      of(name, k).reduce((sum, w, i) => sum + (i % 65 === 0 ? w : 0), 0);
    // 64, give or take five standard deviations of a sum of 64 entries of variance 2/64.
    expect(Math.abs(trace('weight 1', 2) - 64)).toBeLessThan(5 * Math.SQRT2);
    expect(Math.abs(trace('weight 1', 0))).toBeLessThan(5 * Math.SQRT2);
    expect(new Set([...of('bias 3', 2), ...of('offset 3', 2)])).toEqual(new Set([0]));
    expect(new Set(of('gain 3', 2))).toEqual(new Set([1]));
  });

  test('blocks of other lengths have the same draws', () => {
    const other = drawStart(
      { ...architecture, block: 'plain', shortcut: 'identity', normalised: false },
      networks,
      2,
      1,
    );
    const size = 64 * 64;
    expect(other['weight 3']?.data.slice(0, size)).toEqual(Float32Array.from(of('weight 3', 0)));
  });
});
