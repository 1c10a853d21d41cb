import { beforeAll, describe, expect, test } from 'vitest';
import { Cancelled, type Device, DeviceFault } from '../../../src/claim/device.ts';
import { filled } from '../../../src/claim/draw.ts';
import { initialValues } from '../../../src/claim/parameters.ts';
import type { ComputedFigure, TrainedFigure } from '../../../src/claims/figures/figure.ts';
import { loadFigure } from '../../../src/claims/figures/registry.ts';
import type { HostTensor } from '../../../src/numerics/host-tensor.ts';
import { drawFigure } from '../../../src/runtime/draw-figure.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import type { Progress } from '../../../src/runtime/protocol.ts';
import { tensorCount } from '../../../src/runtime/tensor-device.ts';
import { smallPlan } from '../../support/training-plans.ts';

const described = { claims: ['one-layer-skip-folds'], parameters: {}, views: {}, seed: 1 } as const;
const settings = { values: {}, seed: 1 };
const going = { aborted: false };
let device: Device;

beforeAll(async () => {
  device = (await openDevice('cpu')).device;
});

describe('a figure that unfolds in time', () => {
  /** Doubles x at each step; `by` stays. */
  const doubling: ComputedFigure = {
    ...described,
    draw: (_, seed) => ({ x: filled([1, 2], (i) => i + seed), by: filled([1, 1], () => 2) }),
    step: (tf, { x, by }) => ({ x: tf.mul(x as never, by as never) }),
    compute: (tf, { x }) => ({ x: x as never, more: tf.add(x as never, x as never) }),
  };
  const take = (from?: Parameters<typeof drawFigure>[1]['from']) =>
    drawFigure(doubling, { ...settings, ...(from && { from }) }, device, going, () => {});

  test('starts at its draw, and goes on from the state that it gave', async () => {
    const before = tensorCount();
    const start = await take();
    expect([...(start.quantities.x?.data ?? [])]).toEqual([1, 2]);
    const three = await take({ state: start.state ?? null, steps: 3 });
    expect([...(three.quantities.x?.data ?? [])]).toEqual([8, 16]);
    expect([...(three.quantities.more?.data ?? [])]).toEqual([16, 32]);
    const atOnce = await take({ state: null, steps: 4 });
    const five = await take({ state: three.state ?? null, steps: 1 });
    expect(five.state).toEqual(atOnce.state);
    expect(tensorCount()).toBe(before);
  });
});

test.each(['xor-training', 'projection-race'] as const)(
  '%s: a device that takes another step than the host is at fault',
  async (id) => {
    const figure = (await loadFigure(id)) as ComputedFigure;
    const values = initialValues({ ...figure.parameters, ...figure.views });
    const request = { values, seed: figure.seed, from: { state: null, steps: 3 } };
    const drawn = await drawFigure(figure, request, device, going, () => {});
    expect(Object.keys(drawn.quantities).length).toBeGreaterThan(0);
    const lying: Device = {
      ...device,
      evaluate: async (program, inputs) => {
        const truth = await device.evaluate(program, inputs);
        const lies = Object.entries<HostTensor<Float32Array>>(truth).map(([name, { shape, data }]) => [
          name,
          { shape, data: data.map((x) => x * 1.001) },
        ]);
        return Object.fromEntries(lies);
      },
    };
    await expect(drawFigure(figure, request, lying, going, () => {})).rejects.toThrow(DeviceFault);
  },
);

describe('a figure of trainings', () => {
  const plan = smallPlan({ steps: 400 });
  const race: TrainedFigure = { ...described, plans: () => ({ one: plan, other: plan }) };

  test('gives the engine’s records by name, and on the way what was recorded so far', async () => {
    const told: Progress[] = [];
    const { records } = await drawFigure(race, settings, device, going, (progress) => told.push(progress));
    expect(records?.one).toEqual(await device.train(plan));
    expect(records?.other).toEqual(records?.one);
    const [first] = told;
    if (first?.phase !== 'running' || !first.records?.one) throw new Error('Nothing was told.');
    const { loss } = first.records.one;
    expect(first.total).toBe(800);
    expect([...loss]).toEqual([...(records?.one?.loss.slice(0, loss.length) ?? [])]);
  });

  test('stops where it is cancelled', async () => {
    await expect(drawFigure(race, settings, device, { aborted: true }, () => {})).rejects.toThrow(Cancelled);
  });
});
