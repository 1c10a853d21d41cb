import { randomFrom } from '../numerics/random.ts';
import { checkOf } from './check.ts';
import type { Claim } from './claim.ts';
import { Cancelled, type Device, DeviceLost } from './device.ts';
import type { Evidence, Outcome } from './evidence-schema.ts';
import { EVIDENCE_VERSION } from './evidence-version.ts';
import type { Lab } from './lab.ts';
import type { Values } from './parameters.ts';
import { identityChecker } from './run-identity.ts';
import { NO_PARTICULARS, outcomeOf, type Particulars, verdictOf } from './trial.ts';
import { conclude, undecided } from './verdict.ts';

/** What a run needs besides the claim. */
export interface RunOptions {
  readonly values: Values;
  /** An integer in [0, 2³²): the same seed gives the same draws on every machine of the same precision. */
  readonly seed: number;
  readonly device: Device;
  /** Stops the run between two trials. */
  readonly signal?: { readonly aborted: boolean };
  /**
   * Told after each trial, and during a training, which is a trial of its own and may be done in part;
   * awaited, so that whoever listens can breathe. Never goes back.
   */
  readonly onProgress?: (done: number, total: number) => void | Promise<void>;
}

/** Which version of the statement a check is made of. */
export type Version = 'claimed' | 'control';

/** A claim made ready to be checked on a device: what its kind hands to the runner. */
export interface Checker {
  /** How many trials a version that holds takes; a count. */
  readonly trials: number;
  /** Checks one version. The control of a run draws the same numbers as its check. */
  run(version: Version): Promise<Outcome>;
  /** What is particular to a kind, once the claimed version was checked. */
  particulars(claimed: Outcome): Particulars;
}

/** One trial's doings, as the kinds see a run. */
export interface RunContext {
  readonly device: Device;
  readonly values: Values;
  readonly lab: Lab;
  /** A fresh stream of the run's seed. */
  readonly random: () => ReturnType<typeof randomFrom>;
  /** To be awaited after every trial. @throws {Cancelled} */
  readonly tick: () => Promise<void>;
}

/**
 * Runs a claim: its check and its control, on one device. The only runner there is: Vitest in
 * Node, Vitest in the browser and the page's worker all call it.
 * @throws {Cancelled} where the signal was aborted.
 * @throws {DeviceFault} where the device broke its word; a lost device gives undecided evidence instead.
 */
export async function runClaim(id: string, claim: Claim, options: RunOptions): Promise<Evidence> {
  const { device, values, seed } = options;
  // A control is refuted at its first trial as a rule, so it counts for one.
  const checker = await checkerOf(claim, options, (trials) => trials + 1);
  const checked = await checkBoth(checker);
  const conclusion = conclude(verdictOf(checked.claimed), verdictOf(checked.control));
  return {
    version: EVIDENCE_VERSION,
    claim: id,
    kind: claim.kind,
    check: checkOf(claim),
    verdict: conclusion.verdict,
    reason: conclusion.verdict === 'undecided' ? conclusion.reason : null,
    ...checked,
    parameters: values,
    seed,
    backend: device.backend,
    device: device.name,
    precision: device.arithmetic.precision,
    unitRoundoff: device.arithmetic.unitRoundoff,
    library: device.library,
  };
}

/**
 * Runs one version alone: the control, say, for a reader who wants to see it refuted. No verdict
 * on the claim follows from it.
 * @throws {Cancelled | DeviceLost | DeviceFault} as for {@link runClaim}, a lost device included.
 */
export async function runVersion(claim: Claim, version: Version, options: RunOptions): Promise<Outcome> {
  const checker = await checkerOf(claim, options, (trials) => trials);
  return checker.run(version);
}

async function checkBoth(checker: Checker) {
  try {
    const claimed = await checker.run('claimed');
    const control = await checker.run('control');
    return { claimed, control, ...checker.particulars(claimed) };
  } catch (error) {
    if (!(error instanceof DeviceLost)) throw error;
    const lost = outcomeOf(0, 0, undecided('device lost'), null);
    return { claimed: lost, control: lost, ...NO_PARTICULARS };
  }
}

async function checkerOf(
  claim: Claim,
  options: RunOptions,
  total: (trials: number) => number,
): Promise<Checker> {
  const { device, values, seed, signal, onProgress } = options;
  let done = 0;
  const tell = async (part: number) => {
    const all = total(checker.trials);
    await onProgress?.(Math.min(done + part, all), all);
  };
  const context: RunContext = {
    device,
    values,
    random: () => randomFrom(seed),
    lab: {
      evaluate: device.evaluate,
      train: async (plan) => {
        const onProgress = (step: number, steps: number) => tell(step / steps);
        const record = await device.train(plan, { ...(signal && { signal }), onProgress });
        await context.tick();
        return record;
      },
    },
    tick: async () => {
      done += 1;
      await tell(0);
      if (signal?.aborted) throw new Cancelled('The run was stopped.');
    },
  };
  const checker = await prepare(claim, context);
  return checker;
}

/** Only identities, the most of all claims, are checked by what every run loads. */
async function prepare(claim: Claim, context: RunContext): Promise<Checker> {
  switch (claim.kind) {
    case 'identity':
      return identityChecker(claim, context);
    case 'witness':
      return (await import('./run-witness.ts')).witnessChecker(claim, context);
    case 'trajectory':
      return (await import('./run-trajectory.ts')).trajectoryChecker(claim, context);
    case 'experiment':
      return (await import('./run-experiment.ts')).experimentChecker(claim, context);
  }
}
