import type { Arithmetic } from '../numerics/arithmetic.ts';
import type { HostTensor } from '../numerics/host-tensor.ts';
import { directionOf, emptyMemory, type Memory } from './host-descent.ts';
import { type Measured, measure } from './host-measures.ts';
import { passThrough } from './host-network.ts';
import type { Ops } from './ops.ts';
import { type BoundedTensor, boundedInputs, runningErrorOps } from './running-error.ts';
import { drawStart, type Parameters } from './start.ts';
import { drawBatch } from './tasks.ts';
import type { NetworkPlan, TrainingPlan } from './training.ts';

/**
 * One network of a plan trained on the host, in float64, with a bound on how far a device may be from
 * it: what such a device may record before each step and after the last. A bound grows with every layer
 * and step; where one is not finite, nothing is known of the device's number.
 * @param network which of the plan's, counted from 0.
 * @param arithmetic what the device computes in.
 */
export function trainOnHost(plan: TrainingPlan, network: number, arithmetic: Arithmetic): Measured[] {
  const { architecture, optimizer, steps } = plan;
  const { inputs, targets } = drawBatch(plan.task);
  const batch = boundedInputs({ x: inputs, t: targets });
  const own = plan.networks[network] as NetworkPlan;
  const start = drawStart(architecture, [own], inputs.shape[1] ?? 0, targets.shape[1] ?? 0);
  const tf = deviceOps(arithmetic);
  let parameters: Parameters<BoundedTensor> = boundedInputs(asMatrices(start));
  let memories: Readonly<Record<string, Memory>> = {};
  const states: Measured[] = [];
  for (let step = 0; ; step++) {
    const pass = passThrough(tf, architecture, parameters, batch.x);
    const errors = tf.sub(pass.outputs, batch.t);
    const dy = tf.mul(tf.scalar(1 / errors.data.length), tf.mul(errors, tf.scalar(2)));
    const slopes = pass.back(dy);
    const state = { depth: architecture.depth, parameters, pass, slopes, targets: batch.t };
    states.push(measure(tf, arithmetic, state));
    if (step === steps) return states;
    const moved: Record<string, BoundedTensor> = {};
    const remembered: Record<string, Memory> = {};
    for (const [name, parameter] of Object.entries(parameters)) {
      const before = memories[name] ?? emptyMemory(parameter);
      const slope = slopes[name] as BoundedTensor;
      const { direction, memory } = directionOf(tf, optimizer, slope, before, step + 1);
      moved[name] = tf.sub(parameter, tf.mul(direction, tf.scalar(own.rate)));
      remembered[name] = memory;
    }
    parameters = moved;
    memories = remembered;
  }
}

/** Running errors, but for a ReLU whose input is negative beyond its error: it gives zero on every device. */
function deviceOps(arithmetic: Arithmetic): Ops<BoundedTensor> {
  const tf = runningErrorOps(arithmetic);
  const relu = (z: BoundedTensor): BoundedTensor => {
    const { shape, data, error } = tf.relu(z);
    return { shape, data, error: error.map((e, i) => ((z.data[i] as number) + e < 0 ? 0 : e)) };
  };
  return { ...tf, relu };
}

/** One network's tensors [1, rows, columns] as matrices. */
function asMatrices(start: Parameters<HostTensor<Float32Array>>): Parameters<HostTensor<Float32Array>> {
  return Object.fromEntries(
    Object.entries(start).map(([name, { shape, data }]) => [name, { shape: shape.slice(1), data }]),
  );
}
