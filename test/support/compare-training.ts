import { expect } from 'vitest';
import type { Device } from '../../src/claim/device.ts';
import type { TrainingPlan } from '../../src/claim/training.ts';
import { trainReference } from './reference-training.ts';

/** How far the reference's start is moved to see how much of it arrives: above float64's noise, below any bend. */
const DISTURBANCE = 2 ** -24;

/**
 * Trains a plan on the device and by the reference in float64, and holds each record of each network
 * against the other's. A device may be off by one unit roundoff for each rounding on the longest path:
 * forth and back through every layer, sums of as many terms as there are points or units, a few more for
 * activation, bias and skip, in every step so far. Each rounding counts as large as the record itself and as
 * what becomes of a relative disturbance of all weights at the start, which the reference measures.
 * Mostly roundings cancel, and a hundredth of it is seen.
 * @param referencePlan what the reference trains: another plan must be told from this one.
 * @returns the largest error found, in units of what it may be.
 */
export async function compareWithReference(
  device: Device,
  plan: TrainingPlan,
  referencePlan = plan,
): Promise<number> {
  const record = await device.train(plan);
  const { depth, width } = plan.architecture;
  expect(record.at).toEqual(Array.from({ length: plan.steps + 1 }, (_, k) => k));
  let worst = 0;
  for (const network of plan.networks.keys()) {
    const expected = trainReference(referencePlan, network);
    const disturbed = trainReference(referencePlan, network, DISTURBANCE);
    for (const [k, state] of expected.entries()) {
      const roundings = (k + 1) * 2 * (depth + 2) * (Math.max(plan.task.points, width) + 8);
      for (const name of ['loss', 'gradientNorm', 'moment', 'cosine'] as const) {
        const values = state[name];
        const at = (k * plan.networks.length + network) * values.length;
        const arrived = (disturbed[k]?.[name] ?? []).map((value, i) => Math.abs(value - (values[i] ?? 0)));
        // A cosine's size is 1, however small it came out.
        const size = name === 'cosine' ? 1 : Math.max(...values);
        const allowed =
          roundings * device.arithmetic.unitRoundoff * (size + Math.max(...arrived) / DISTURBANCE);
        for (const [i, value] of values.entries()) {
          const error = Math.abs((record[name][at + i] as number) - value);
          expect(error, `${name} ${i} of network ${network} at step ${k}`).toBeLessThanOrEqual(allowed);
          worst = Math.max(worst, error / allowed);
        }
      }
    }
  }
  return worst;
}
