import { beforeAll, describe, expect, test } from 'vitest';
import { Cancelled, type Device } from '../../../src/claim/device.ts';
import type { Architecture, TrainingPlan } from '../../../src/claim/training.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { tensorCount } from '../../../src/runtime/tensor-device.ts';
import { compareWithReference } from '../../support/compare-training.ts';
import { BLOCKS, network, OPTIMIZERS, smallPlan } from '../../support/training-plans.ts';

let device: Device;

beforeAll(async () => {
  device = (await openDevice('cpu')).device;
});

describe('the engine takes the steps of plain loops in float64', () => {
  const SHORTCUTS = ['identity', 'projection'] as const;
  const architectures = BLOCKS.flatMap((block) =>
    SHORTCUTS.filter((shortcut) => block !== 'plain' || shortcut === 'identity').flatMap((shortcut) =>
      [false, true].map((normalised) => ({ block, shortcut, normalised })),
    ),
  );
  test.each(architectures)('$block, $shortcut shortcut, normalised $normalised', async (architecture) => {
    await compareWithReference(device, smallPlan({ architecture }));
  });

  const ACTIVATIONS: readonly Architecture['activation'][] = ['linear', 'relu', 'tanh', 'sigmoid', 'gelu'];
  test.each(ACTIVATIONS)('%s', async (activation) => {
    await compareWithReference(device, smallPlan({ architecture: { activation } }));
  });

  test.each(OPTIMIZERS)('$rule', async (optimizer) => {
    await compareWithReference(device, smallPlan({ optimizer, steps: 4 }));
  });

  test('several classes, and starts that are scaled or moved by the identity', async () => {
    const networks = [
      { ...network(7, 0.1), scale: 0.5 },
      { ...network(7, 0.1), lastScale: 0 },
      { ...network(8, 0.02), scale: 0.25, plusIdentity: true },
    ];
    const task: TrainingPlan['task'] = { name: 'glyphs', points: 6, seed: 2 };
    await compareWithReference(device, smallPlan({ task, networks, steps: 2 }));
  });

  const MISTAKES: readonly [string, TrainingPlan, TrainingPlan][] = [
    [
      'a rate off by a thousandth',
      smallPlan({ networks: [network(3, 0.05)] }),
      smallPlan({ networks: [network(3, 0.05005)] }),
    ],
    [
      'the skip on the wrong side of g',
      smallPlan({ architecture: { block: 'T1' } }),
      smallPlan({ architecture: { block: 'T2' } }),
    ],
    ['normalisation forgotten', smallPlan({ architecture: { normalised: true } }), smallPlan()],
    [
      'momentum without the look ahead',
      smallPlan({ optimizer: { rule: 'nesterov', momentum: 0.9 } }),
      smallPlan({ optimizer: { rule: 'momentum', momentum: 0.9 } }),
    ],
    [
      'epsilon ten times too small',
      smallPlan({ optimizer: { rule: 'rmsprop', decay: 0.9, epsilon: 1e-3 } }),
      smallPlan({ optimizer: { rule: 'rmsprop', decay: 0.9, epsilon: 1e-4 } }),
    ],
  ];
  test.each(MISTAKES)('and %s would be seen', async (_mistake, plan, mistaken) => {
    await expect(compareWithReference(device, plan, mistaken)).rejects.toThrow('to be less than');
  });
});

test('a plain layer started at W₀ + I is T1 started at W₀', async () => {
  // Tanh layers; only the association of the sum differs, hence the first records alone.
  const train = (block: 'plain' | 'T1', plusIdentity: boolean) =>
    device.train(
      smallPlan({
        architecture: { block, width: 4 },
        networks: [{ ...network(5, 0.05), plusIdentity }],
        steps: 1,
      }),
    );
  const [plain, T1] = [await train('plain', true), await train('T1', false)];
  // 2⁻²⁴ for each rounding of two steps forth and back through eight layers of sums of four.
  const tolerance = 2 * 2 * 8 * 8 * 2 ** -24;
  plain.loss.forEach((loss, k) => {
    expect(Math.abs(loss / (T1.loss[k] as number) - 1)).toBeLessThan(tolerance);
  });
});

test('the same seed gives the same start in every arm', async () => {
  const losses = await Promise.all(
    ([0, 1] as const).map(() => device.train(smallPlan({ networks: [network(1, 0.1), network(1, 0.2)] }))),
  );
  expect(losses[0]).toEqual(losses[1]);
  expect(losses[0]?.loss[0]).toBe(losses[0]?.loss[1]);
  expect(losses[0]?.loss[2]).not.toBe(losses[0]?.loss[3]);
});

test('a network that diverges is not a number from there on, and disturbs no other', async () => {
  const networks = [network(1, 0.01), network(2, 1e12), network(3, 0.01)];
  const architecture = { block: 'two', activation: 'relu', depth: 4, width: 5 } as const;
  const together = await device.train(smallPlan({ architecture, networks, steps: 30, recordEvery: 5 }));
  const alone = await device.train(
    smallPlan({
      architecture,
      networks: networks.filter((_, k) => k !== 1),
      steps: 30,
      recordEvery: 5,
    }),
  );
  const of = (values: Float32Array, count: number, k: number) => values.filter((_, i) => i % count === k);
  expect(of(together.loss, 3, 0)).toEqual(of(alone.loss, 2, 0));
  expect(of(together.loss, 3, 2)).toEqual(of(alone.loss, 2, 1));
  expect(of(together.accuracy, 3, 2)).toEqual(of(alone.accuracy, 2, 1));
  expect(alone.loss.every(Number.isFinite)).toBe(true);
  const diverged = of(together.loss, 3, 1);
  expect(diverged[0]).toBeGreaterThan(0);
  expect(diverged.slice(2).every(Number.isNaN)).toBe(true);
});

test('it learns: a spiral, every point', async () => {
  const { loss, accuracy, at } = await device.train(
    smallPlan({
      task: { name: 'spiral', points: 64, seed: 1 },
      architecture: { block: 'two', activation: 'relu', depth: 4, width: 12 },
      networks: [network(1, 0.01)],
      optimizer: { rule: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
      steps: 300,
      recordEvery: 100,
    }),
  );
  expect(at).toEqual([0, 100, 200, 300]);
  expect(loss[3]).toBeLessThan((loss[0] as number) / 10);
  expect(accuracy[3]).toBe(1);
});

test('records the start and the last step, and every step between that was asked for', async () => {
  const at = async (steps: number, recordEvery: number) =>
    (await device.train(smallPlan({ steps, recordEvery }))).at;
  expect(await at(0, 5)).toEqual([0]);
  expect(await at(7, 3)).toEqual([0, 3, 6, 7]);
  expect(await at(4, 9)).toEqual([0, 4]);
});

test('leaves no tensor behind, whatever the optimizer, and when it is stopped', async () => {
  for (const optimizer of OPTIMIZERS) {
    const before = tensorCount();
    await device.train(smallPlan({ optimizer, architecture: { normalised: true, shortcut: 'projection' } }));
    expect(tensorCount()).toBe(before);
  }
  const before = tensorCount();
  const signal = { aborted: false };
  const endless = smallPlan({ steps: 1_000_000, recordEvery: 1_000_000 });
  const training = device.train(endless, { signal });
  // Only an event loop that turns between steps comes here while the training runs.
  setTimeout(() => {
    signal.aborted = true;
  }, 50);
  await expect(training).rejects.toThrow(Cancelled);
  expect(tensorCount()).toBe(before);
});

test('tells how far it is, and waits for who listens', async () => {
  const told: [number, number][] = [];
  const signal = { aborted: false };
  const training = device.train(smallPlan({ steps: 1_000_000, recordEvery: 1_000_000 }), {
    signal,
    onProgress: async (done, total) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      told.push([done, total]);
      signal.aborted = told.length === 3;
    },
  });
  await expect(training).rejects.toThrow(Cancelled);
  expect(told).toHaveLength(3);
  expect(told.every(([, total]) => total === 1_000_000)).toBe(true);
  expect(told.map(([done]) => done)).toEqual([...told.map(([done]) => done)].sort((a, b) => a - b));
});
