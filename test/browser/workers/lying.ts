import type { Device } from '../../../src/claim/device.ts';
import type { TrainingRecord } from '../../../src/claim/training.ts';
import type { HostTensor } from '../../../src/numerics/host-tensor.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { type OpenDevice, type Scope, serve } from '../../../src/runtime/serve.ts';

type Lie = (truth: Float32Array) => Float32Array;

/** The page's own worker, with a device that began to lie after it had passed its self-test. */
export function serveLies(scope: Scope, lie: Lie): void {
  const open: OpenDevice = async (forced) => {
    const opened = await openDevice(forced);
    return { ...opened, device: lying(opened.device, lie) };
  };
  serve(scope, open);
}

function lying(device: Device, lie: Lie): Device {
  return {
    ...device,
    // What it recorded of a training, it records otherwise.
    train: async (plan, options) => {
      const { at, ...truth } = await device.train(plan, options);
      const entries = Object.entries(truth).map(([name, numbers]) => [name, lie(numbers)]);
      return { at, ...Object.fromEntries(entries) } as TrainingRecord;
    },
    evaluate: async (program, inputs) => {
      const truth = await device.evaluate(program, inputs);
      const entries = Object.entries<HostTensor<Float32Array>>(truth).map(([name, { shape, data }]) => [
        name,
        { shape, data: lie(data) },
      ]);
      return Object.fromEntries(entries);
    },
  };
}
