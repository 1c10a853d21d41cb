import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Device } from '../../src/claim/device.ts';
import { trainHeld, WrongTraining } from '../../src/claim/held-training.ts';
import { openDevice } from '../../src/runtime/ladder.ts';
import { tensorCount } from '../../src/runtime/tensor-device.ts';
import { compareWithReference } from '../support/compare-training.ts';
import { KERNEL_LIES, whileLying } from '../support/lying-kernels.ts';
import { BLOCKS, network, OPTIMIZERS, smallPlan } from '../support/training-plans.ts';

/** The training engine on this backend; all its combinations are tested in Node, in test/unit/training. */
let device: Device;

beforeAll(async () => {
  device = (await openDevice(inject('backend'))).device;
}, 60_000);

describe('the engine takes the steps of plain loops in float64', () => {
  test.each(BLOCKS)('%s', async (block) => {
    const shortcut = block === 'plain' ? 'identity' : 'projection';
    await compareWithReference(device, smallPlan({ architecture: { block, shortcut }, steps: 1 }));
  });

  test.each(['linear', 'relu', 'sigmoid', 'gelu'] as const)('%s', async (activation) => {
    await compareWithReference(device, smallPlan({ architecture: { activation }, steps: 1 }));
  });

  test.each(OPTIMIZERS)('$rule', async (optimizer) => {
    await compareWithReference(device, smallPlan({ optimizer, architecture: { depth: 2 } }));
  });

  test('normalised, with several classes', async () => {
    const task = { name: 'glyphs', points: 7, seed: 2 } as const;
    await compareWithReference(device, smallPlan({ task, architecture: { normalised: true }, steps: 1 }));
  });
});

describe('held against the host', () => {
  const plan = smallPlan({
    architecture: { activation: 'relu', block: 'T1' },
    task: { name: 'spiral', points: 16, seed: 1 },
  });
  const held = () => trainHeld(device, plan, () => device.train(plan));

  test.each([
    { block: 'plain', activation: 'gelu' },
    { block: 'T2', activation: 'sigmoid', shortcut: 'projection' },
    { block: 'T3', activation: 'tanh' },
    { block: 'two', activation: 'relu', normalised: true },
    { block: 'three', activation: 'relu' },
  ] as const)('a sound training is within its bounds: $block, $activation', async (architecture) => {
    const own = { ...plan, architecture: { ...plan.architecture, ...architecture } };
    expect((await trainHeld(device, own, () => device.train(own))).at).toEqual([0, 1, 2, 3]);
  });

  test.each(OPTIMIZERS)('$rule', async (optimizer) => {
    const own = { ...plan, optimizer };
    expect((await trainHeld(device, own, () => device.train(own))).at).toEqual([0, 1, 2, 3]);
  });

  test.each(KERNEL_LIES)('found out: $says', async (lie) => {
    await held();
    await whileLying(device.backend, lie, async () => {
      await expect(held()).rejects.toThrow(WrongTraining);
    });
  });
});

test('a network that diverges is not a number from there on, disturbs no other, and no tensor is left', async () => {
  const networks = [network(1, 0.01), network(2, 1e12), network(3, 0.01)];
  const architecture = { activation: 'relu', depth: 4, width: 5 } as const;
  const before = tensorCount();
  const together = await device.train(smallPlan({ architecture, networks, steps: 12, recordEvery: 3 }));
  const alone = await device.train(
    smallPlan({ architecture, networks: networks.filter((_, k) => k !== 1), steps: 12, recordEvery: 3 }),
  );
  expect(tensorCount()).toBe(before);
  const of = (values: Float32Array, count: number, k: number) => values.filter((_, i) => i % count === k);
  expect(of(together.loss, 3, 0)).toEqual(of(alone.loss, 2, 0));
  expect(of(together.loss, 3, 2)).toEqual(of(alone.loss, 2, 1));
  expect(alone.loss.every(Number.isFinite)).toBe(true);
  expect(of(together.loss, 3, 1).slice(2).every(Number.isNaN)).toBe(true);
});
