import type { HostTensor } from '../numerics/host-tensor.ts';
import { randomFrom } from '../numerics/random.ts';
import { checkOf } from './check.ts';
import type { Claim, Identity, Trajectory } from './claim.ts';
import type { Device, Program } from './device.ts';
import { realDraw } from './draw.ts';
import type { Evidence, Outcome } from './evidence-schema.ts';
import { type JudgedTrial, judgeRounded } from './judge-trial.ts';
import type { Values } from './parameters.ts';
import { versionOf } from './run-identity.ts';
import { namesOf, stepProgram, trajectoryVersion } from './run-trajectory.ts';
import { closeness, outcomeOf } from './trial.ts';

type Rounded = Identity | Trajectory;
type Inputs = Readonly<Record<string, HostTensor<Float32Array>>>;

/** Draws computed by one evaluation: with tensors this small a device's call costs more than its work. */
const TOGETHER = 2_000;

/** What a survey is made with. */
export interface SurveyOptions {
  readonly device: Device;
  /** An integer in [0, 2³²). */
  readonly seed: number;
  /** How many draws, a count. */
  readonly draws: number;
}

/** What a survey found, and the outcome of the first draw that does not hold; null where all do. */
export interface Surveyed {
  readonly survey: NonNullable<Evidence['survey']>;
  readonly failure: Outcome | null;
}

/**
 * How close the errors of a claim that is checked within rounding come to their bounds: the largest
 * error/bound over many draws at the smallest sizes, where roundings have the least chance to cancel.
 * Each step of a trajectory is a draw. A bound that no error comes near says little.
 * @returns null for a claim that is checked otherwise.
 * @throws {DeviceLost | DeviceFault} as the device does.
 */
export async function surveyClaim(claim: Claim, options: SurveyOptions): Promise<Surveyed | null> {
  if (checkOf(claim) !== 'rounded') return null;
  const rounded = claim as Rounded;
  const parameters = smallestValues(claim);
  const { program, steps } = programOf(rounded, parameters);
  const draw = realDraw(randomFrom(options.seed), options.device.arithmetic);
  let [draws, ratio] = [0, 0];
  const survey = () => ({
    draws,
    parameters,
    ratio: Number.isFinite(ratio) ? ratio : null,
    wide: rounded.wide ?? null,
  });
  const together = Math.min(TOGETHER, Math.ceil(options.draws / steps));
  while (draws < options.draws) {
    let runs = Array.from({ length: together }, (): Inputs => rounded.draw(parameters, draw));
    for (let step = 0; step < steps && draws < options.draws; step++) {
      const computed = await evaluateAll(options.device, program, runs);
      for (const [i, inputs] of runs.slice(0, options.draws - draws).entries()) {
        const trial = judgeRounded(program, inputs, computed[i] as Inputs, options.device.arithmetic);
        draws += 1;
        ratio = Math.max(ratio, ratioOf(trial));
        const { verdict, found } = trial;
        if (verdict.verdict !== 'holds')
          return { survey: survey(), failure: outcomeOf(draws, draws - 1, verdict, found) };
      }
      runs = runs.map((inputs, i) => ({ ...inputs, ...namesOf(computed[i] as Inputs, 'next') }));
    }
  }
  return { survey: survey(), failure: null };
}

/**
 * Evidence with its survey: draws of a survey are draws of the check, and one that does not hold
 * decides as any other does.
 */
export function withSurvey(evidence: Evidence, { survey, failure }: Surveyed): Evidence {
  if (!failure || evidence.verdict === 'refuted') return { ...evidence, survey };
  return { ...evidence, survey, verdict: failure.verdict, reason: failure.reason, claimed: failure };
}

/** Each number at its least, each choice at its initial value. */
function smallestValues({ parameters }: Claim): Values {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      parameter.type === 'integer' ? parameter.min : parameter.initial,
    ]),
  );
}

/** What is computed of one draw, and how many steps go on from it: one where there are none. */
function programOf(claim: Rounded, values: Values): { program: Program; steps: number } {
  if (claim.kind === 'trajectory')
    return { program: stepProgram(trajectoryVersion(claim, 'claimed'), values), steps: claim.steps };
  const { left, right } = versionOf(claim, 'claimed');
  return {
    program: (tf, inputs) => ({ left: left(tf, inputs, values), right: right(tf, inputs, values) }),
    steps: 1,
  };
}

/** One program for several inputs, by one evaluation: they stand in a first dimension of every tensor. */
async function evaluateAll(device: Device, program: Program, runs: readonly Inputs[]): Promise<Inputs[]> {
  const [first = {}] = runs;
  const together = Object.keys(first).map((name) => [name, stacked(runs.map((inputs) => inputs[name]))]);
  const computed = Object.entries(await device.evaluate(program, Object.fromEntries(together)));
  return runs.map((_, i) =>
    Object.fromEntries(computed.map(([name, tensor]) => [name, oneOf(tensor, i, runs.length)])),
  );
}

/** Matrices of one shape as a tensor [matrices, rows, columns]. */
function stacked(matrices: readonly (HostTensor<Float32Array> | undefined)[]): HostTensor<Float32Array> {
  const [first] = matrices;
  const size = first?.data.length ?? 0;
  const data = new Float32Array(matrices.length * size);
  for (const [i, matrix] of matrices.entries()) data.set(matrix?.data ?? [], i * size);
  return { shape: [matrices.length, ...(first?.shape ?? [])], data };
}

/** A run's own matrix; what depends on no input was computed once for all. */
function oneOf(
  { shape, data }: HostTensor<Float32Array>,
  i: number,
  count: number,
): HostTensor<Float32Array> {
  if (shape.length < 3) return { shape, data };
  const size = data.length / count;
  return { shape: shape.slice(1), data: data.subarray(i * size, (i + 1) * size) };
}

function ratioOf({ found }: JudgedTrial): number {
  return closeness(found.measurement.error, found.measurement.bound);
}
