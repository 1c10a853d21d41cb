import { type Backend, Cancelled } from '../../../../src/claim/device.ts';
import { openDevice } from '../../../../src/runtime/ladder.ts';
import type { Contender } from '../contender.ts';
import { serve } from './serve.ts';

/** This engine as the site runs it; the worker's name is the backend. */
serve(self, async (): Promise<Contender> => {
  const { device } = await openDevice(self.name as Backend);
  return {
    losses: async (plan) => Array.from((await device.train(plan)).loss),

    async pace(plan, { warmUp, measured }) {
      const signal = { aborted: false };
      const began = performance.now();
      let from: { step: number; at: number } | undefined;
      let to: { step: number; at: number } | undefined;
      const onProgress = async (step: number) => {
        // Reads on the device come in order: this one waits for every step before it.
        await device.evaluate((tf, { one }) => ({ two: tf.add(one, one) }), ONE);
        const at = performance.now();
        if (from && at - from.at >= measured) {
          to = { step, at };
          signal.aborted = true;
        } else if (!from && at - began >= warmUp) from = { step, at };
      };
      // Such a plan has no end but the signal.
      await device
        .train({ ...plan, steps: 1_000_000, recordEvery: 1_000_000 }, { signal, onProgress })
        .catch((error) => {
          if (!(error instanceof Cancelled)) throw error;
        });
      if (!from || !to) throw new Error('The training ended before it was measured.');
      return { networkSteps: (to.step - from.step) * plan.networks.length, ms: to.at - from.at };
    },
  };
});

const ONE = { one: { shape: [1, 1], data: Float32Array.of(1) } };
