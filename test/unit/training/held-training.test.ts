import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../../src/claim/device.ts';
import {
  expectedOf,
  samplesOf,
  trainHeld,
  WrongTraining,
  worstRatio,
} from '../../../src/claim/held-training.ts';
import { HE, networksFrom, spiralPlan } from '../../../src/claim/spiral-plans.ts';
import type { Architecture, TrainingPlan, TrainingRecord } from '../../../src/claim/training.ts';
import { drawFigure } from '../../../src/runtime/draw-figure.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { KERNEL_LIES, whileLying } from '../../support/lying-kernels.ts';
import { BLOCKS, OPTIMIZERS, smallPlan } from '../../support/training-plans.ts';

/*
 * A device's training is held against the host's: what an honest one records lies within the bounds,
 * and what one records that lies in a layer, a gradient, an update or the record itself does not.
 */

let device: Device;
beforeAll(async () => {
  device = (await openDevice('cpu')).device;
});

const SEEDS = Array.from({ length: 8 }, (_, k) => 1_000 + k);
const spiral = (block: Architecture['block'], given: Partial<TrainingPlan> = {}): TrainingPlan => ({
  ...spiralPlan({
    block,
    depth: 6,
    width: 12,
    networks: networksFrom(SEEDS, HE, 0.1),
    steps: 20,
    recordEvery: 10,
  }),
  ...given,
});
const held = (plan: TrainingPlan, train: Device['train'] = device.train) =>
  trainHeld({ ...device, train }, plan, () => train(plan));

let closest = 0;
afterAll(() => console.info(`The largest error/bound of an honest training: ${closest}.`));

describe('an honest device', () => {
  const SHORTCUTS = ['identity', 'projection'] as const;
  const ARCHITECTURES: readonly Partial<Architecture>[] = [
    ...BLOCKS.flatMap((block) =>
      SHORTCUTS.filter((shortcut) => block !== 'plain' || shortcut === 'identity').flatMap((shortcut) =>
        [false, true].map((normalised) => ({ block, shortcut, normalised })),
      ),
    ),
    ...(['linear', 'relu', 'tanh', 'sigmoid', 'gelu'] as const).map((activation) => ({ activation })),
  ];
  test.each(ARCHITECTURES)('trains within the host’s bounds: %j', async (architecture) => {
    await holdsWithin(smallPlan({ architecture, task: { name: 'spiral', points: 16, seed: 1 } }));
  });

  test.each(OPTIMIZERS)('$rule', async (optimizer) => {
    await holdsWithin(smallPlan({ optimizer }));
  });

  test('several classes', async () => {
    await holdsWithin(smallPlan({ task: { name: 'glyphs', points: 12, seed: 2 } }));
  });

  async function holdsWithin(plan: TrainingPlan) {
    const sample = samplesOf(plan)[0] as TrainingPlan;
    const expected = expectedOf(sample, device.arithmetic);
    const ratio = worstRatio(sample, await device.train(sample), expected);
    closest = Math.max(closest, ratio);
    expect(ratio).toBeLessThanOrEqual(1);
    // What is held against nothing proves nothing: the first loss has a bound that tells, and so has the
    // first gradient but for normalised layers, whose kinks and quotients widen it.
    for (const [first] of expected.values()) {
      expect(first?.loss.every(({ value, error }) => error < 0.1 * value)).toBe(true);
      if (!plan.architecture.normalised)
        expect(first?.gradientNorm.every(({ value, error }) => error < 0.01 * value)).toBe(true);
    }
    await held(plan);
  }
});

describe.each(['plain', 'T1', 'T3', 'two', 'three'] as const)('a device that lies, training %s', (block) => {
  beforeAll(async () => {
    // The kernels are registered by the first training.
    await held(spiral(block));
  });

  test.each(KERNEL_LIES)('$says', async (lie) => {
    await whileLying('cpu', lie, async () => {
      await expect(held(spiral(block))).rejects.toThrow(WrongTraining);
    });
  });

  test('and normalised', async () => {
    const plain = spiral(block);
    const normalised = { ...plain, architecture: { ...plain.architecture, normalised: true } };
    for (const lie of KERNEL_LIES)
      await whileLying('cpu', lie, async () => {
        await expect(held(normalised), lie.says).rejects.toThrow(WrongTraining);
      });
  });
});

describe('a device that records', () => {
  const changed = (record: TrainingRecord, change: (numbers: Float32Array, name: string) => Float32Array) =>
    Object.fromEntries(
      Object.entries(record).map(([name, numbers]) => [
        name,
        name === 'at' ? numbers : change(numbers, name),
      ]),
    ) as unknown as TrainingRecord;
  const lies: readonly (readonly [string, (numbers: Float32Array, name: string) => Float32Array])[] = [
    ['zeros', (numbers) => numbers.map(() => 0)],
    ['NaN', (numbers) => numbers.map(() => Number.NaN)],
    ...(['loss', 'accuracy', 'gradientNorm', 'moment', 'cosine'] as const).map(
      (wrong) =>
        [
          `another ${wrong}`,
          (numbers: Float32Array, name: string) =>
            name === wrong ? numbers.map((x) => x - 0.01 * Math.abs(x) - 0.01) : numbers,
        ] as const,
    ),
    ['its networks in another order', (numbers) => numbers.toReversed()],
  ];
  test.each(lies)('%s', async (_, lie) => {
    const train: Device['train'] = async (plan, options) => changed(await device.train(plan, options), lie);
    await expect(held(spiral('T1'), train)).rejects.toThrow(WrongTraining);
  });

  test('another training than was asked for', async () => {
    const train: Device['train'] = (plan) =>
      device.train({ ...plan, architecture: { ...plan.architecture, activation: 'tanh' } });
    await expect(held(spiral('two'), train)).rejects.toThrow(WrongTraining);
  });
});

test('a device that begins to lie in mid-training is found out afterwards', async () => {
  let trainings = 0;
  const train: Device['train'] = async (plan) => {
    trainings += 1;
    const record = await device.train(plan);
    // The sample, the training, the sample again.
    return trainings < 3 ? record : { ...record, loss: record.loss.map((loss) => 2 * loss) };
  };
  await expect(held(spiral('plain'), train)).rejects.toThrow(WrongTraining);
  expect(trainings).toBe(3);
});

test('a network that diverges is no fault of the device', async () => {
  const plan = spiral('T1', { networks: networksFrom(SEEDS, HE, 1e12) });
  const { loss } = await held(plan);
  expect(loss.slice(-SEEDS.length).every(Number.isNaN)).toBe(true);
});

test('a figure’s training is held as well', async () => {
  const figure = {
    claims: ['depth-lab'],
    parameters: {},
    views: {},
    seed: 1,
    plans: () => ({ one: spiral('T1') }),
  } as const;
  const train: Device['train'] = async (plan) => {
    const record = await device.train(plan);
    return { ...record, loss: record.loss.map((loss) => loss / 2) };
  };
  const drawing = drawFigure(
    figure,
    { values: {}, seed: 1 },
    { ...device, train },
    { aborted: false },
    () => {},
  );
  await expect(drawing).rejects.toThrow(WrongTraining);
});
