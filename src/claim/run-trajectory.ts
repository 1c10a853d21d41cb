import type { HostTensor } from '../numerics/host-tensor.ts';
import type { Mapping, Trajectory } from './claim.ts';
import { realDraw } from './draw.ts';
import type { Outcome } from './evidence-schema.ts';
import { judgeRounded } from './judge-trial.ts';
import type { Ops } from './ops.ts';
import type { Values } from './parameters.ts';
import type { Checker, RunContext, Version } from './run-claim.ts';
import { NO_PARTICULARS, outcomeOf, worseOutcome } from './trial.ts';
import { holds } from './verdict.ts';

type Tensors = Readonly<Record<string, HostTensor<Float32Array>>>;

/** Makes a trajectory ready to be checked, a step a trial. */
export function trajectoryChecker(claim: Trajectory, context: RunContext): Checker {
  const starts = claim.starts?.(context.values) ?? 1;
  return {
    trials: claim.steps + starts - 1,
    run: (version) => runSteps(claim, version, starts, context),
    particulars: () => NO_PARTICULARS,
  };
}

/** The formulas of one version of a trajectory. */
export function trajectoryVersion(claim: Trajectory, version: Version) {
  const { draw, step, carry, twin } = claim;
  return version === 'claimed' ? { draw, step, carry, twin } : { draw, step, carry, twin, ...claim.control };
}

/**
 * The first run, step by step, each state as the device holds it; at each the two ways around are
 * compared: step, then carry over; carry over, then step. Then a step from each other start.
 */
async function runSteps(
  claim: Trajectory,
  version: Version,
  starts: number,
  context: RunContext,
): Promise<Outcome> {
  const { device, values } = context;
  const { draw, ...mappings } = trajectoryVersion(claim, version);
  const program = stepProgram(mappings, values);
  const reals = realDraw(context.random(), device.arithmetic);
  let inputs: Tensors = draw(values, reals);
  let worst = outcomeOf(0, 0, holds, null);
  for (let step = 0; step < claim.steps + starts - 1; step++) {
    if (step >= claim.steps) inputs = draw(values, reals);
    const computed = await device.evaluate(program, inputs);
    const { verdict, found } = judgeRounded(program, inputs, computed, device.arithmetic);
    await context.tick();
    const outcome = outcomeOf(step + 1, step, verdict, found);
    if (verdict.verdict !== 'holds') return outcome;
    worst = { ...worseOutcome(worst, outcome), trials: step + 1 };
    inputs = { ...inputs, ...namesOf(computed, 'next') };
  }
  return worst;
}

/**
 * Both ways around one step: `left NAME` and `right NAME` are compared, and `next NAME` is the first
 * run's new state. Each is held against the host.
 */
export function stepProgram(
  { step, carry, twin }: Record<'step' | 'carry' | 'twin', Mapping<string, string, Values>>,
  values: Values,
) {
  return <T>(tf: Ops<T>, inputs: Readonly<Record<string, T>>): Record<string, T> => {
    const next = step(tf, inputs, values);
    const left = carry(tf, { ...inputs, ...next }, values);
    // The second run sees the data, and of the first one's state only what is carried over.
    const data = Object.fromEntries(Object.entries(inputs).filter(([name]) => !(name in next)));
    const right = twin(tf, { ...data, ...carry(tf, inputs, values) }, values);
    return { ...prefixed('left', left), ...prefixed('right', right), ...prefixed('next', next) };
  };
}

function prefixed<T>(role: string, tensors: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [`${role} ${name}`, tensor]));
}

/** Of a step’s tensors those of a role, by their own names. */
export function namesOf<T>(tensors: Readonly<Record<string, T>>, role: string): Record<string, T> {
  return Object.fromEntries(
    Object.entries(tensors)
      .filter(([name]) => name.startsWith(`${role} `))
      .map(([name, tensor]) => [name.slice(role.length + 1), tensor]),
  );
}
