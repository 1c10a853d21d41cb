import type { Arithmetic } from '../numerics/arithmetic.ts';
import { type Device, DeviceFault } from './device.ts';
import type { Measured } from './host-measures.ts';
import { trainOnHost } from './host-training.ts';
import { BLOCK_LENGTH, type TrainingPlan, type TrainingRecord } from './training.ts';

/** A device trains otherwise than its arithmetic allows. */
export class WrongTraining extends DeviceFault {}

/** What the host's own training of a plan may cost: products of two numbers, some ten nanoseconds each. */
const MOST_PRODUCTS = 2 ** 24;
/** Bounds grow with every layer and step: so few keep them near the numbers. A block is never cut. */
const [LAYERS, STEPS] = [2, 2] as const;

/** A plan's networks trained by the host, by their numbers. */
type Expected = ReadonlyMap<number, readonly Measured[]>;

/**
 * Trains a plan on a device that is held against the host: a sample of the plan (its networks and
 * points, but two layers and two steps) must come out within the host's running error bounds, before the
 * training and after it; and so must the start of the training itself. A device that was sound at both ends
 * and lied only in between is not found out.
 * @param train trains the plan itself on that device, as its caller wants to be told of it.
 * @throws {WrongTraining} where the device's numbers are others.
 */
export async function trainHeld(
  device: Pick<Device, 'train' | 'arithmetic'>,
  plan: TrainingPlan,
  train: () => Promise<TrainingRecord>,
): Promise<TrainingRecord> {
  const samples = samplesOf(plan);
  const expected: Expected[] = [];
  for (const [k, sample] of samples.entries()) {
    // Trained first, since the engine refuses a plan that cannot be.
    const found = await device.train(sample);
    expected[k] = expectedOf(sample, device.arithmetic);
    hold(sample, found, expected[k]);
  }
  const record = await train();
  hold(plan, record, expectedOf({ ...plan, steps: 0 }, device.arithmetic));
  for (const [k, sample] of samples.entries())
    hold(sample, await device.train(sample), expected[k] as Expected);
  return record;
}

/**
 * A few layers and steps of a plan, at its own sizes, so that the device runs the very kernels. Where layers
 * are normalised a second one has none that is: quotients widen the bounds so much that no update is seen.
 */
export function samplesOf(plan: TrainingPlan): TrainingPlan[] {
  const { architecture, steps } = plan;
  const depth = Math.min(architecture.depth, Math.max(LAYERS, BLOCK_LENGTH[architecture.block]));
  const short = { ...plan, steps: Math.min(steps, STEPS), recordEvery: 1 };
  const sampled = (normalised: boolean): TrainingPlan => ({
    ...short,
    architecture: { ...architecture, depth, normalised },
  });
  return architecture.normalised ? [sampled(true), sampled(false)] : [sampled(false)];
}

/** As many networks as may be afforded, evenly spread. */
export function expectedOf(plan: TrainingPlan, arithmetic: Arithmetic): Expected {
  const { architecture, networks, task, steps } = plan;
  const { depth, width } = architecture;
  // Forth and twice back; a skip counts as much as a weight.
  const each = 3 * 2 * (steps + 1) * (depth + 2) * task.points * width ** 2;
  const count = Math.max(1, Math.min(networks.length, Math.floor(MOST_PRODUCTS / each)));
  const spread = Array.from({ length: count }, (_, k) => Math.floor((k * networks.length) / count));
  return new Map(spread.map((network) => [network, trainOnHost(plan, network, arithmetic)]));
}

/** @throws {WrongTraining} where a record is not what the host expects of the first steps. */
function hold(plan: TrainingPlan, record: TrainingRecord, expected: Expected): void {
  if (worstRatio(plan, record, expected) <= 1) return;
  throw new WrongTraining('a training’s numbers are not what its arithmetic allows');
}

/** The largest error of a record in units of its bound; a bound that is not finite says nothing against the device. */
export function worstRatio(plan: TrainingPlan, record: TrainingRecord, expected: Expected): number {
  let worst = 0;
  for (const [network, states] of expected) {
    for (const [step, state] of states.entries()) {
      const row = record.at.indexOf(step) * plan.networks.length + network;
      for (const name of Object.keys(state) as (keyof Measured)[]) {
        for (const [i, { value, error }] of state[name].entries()) {
          const found = record[name][row * state[name].length + i] as number;
          const ratio = Number.isFinite(error) ? Math.abs(found - value) / error : 0;
          worst = Math.max(worst, Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio);
        }
      }
    }
  }
  return worst;
}
