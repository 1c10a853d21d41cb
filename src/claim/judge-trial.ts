import type { Arithmetic } from '../numerics/arithmetic.ts';
import type { HostTensor } from '../numerics/host-tensor.ts';
import type { Program } from './device.ts';
import { type BoundedTensor, boundedInputs, runningErrorOps } from './running-error.ts';
import { bothFinite, type Comparison, compare, HOST_ARITHMETIC } from './trial.ts';
import { judge, undecided, type Verdict } from './verdict.ts';

/** One draw of an identity, computed by a device. */
export interface Trial {
  readonly check: 'exact' | 'rounded';
  readonly isFirst: boolean;
  readonly inputs: Readonly<Record<string, HostTensor<Float32Array>>>;
  readonly program: Program<string, 'left' | 'right'>;
  /** What the device computed of the program. */
  readonly sides: Record<'left' | 'right', HostTensor>;
  /** What the device computes in. */
  readonly arithmetic: Arithmetic;
}

/** What one draw shows. */
export interface JudgedTrial {
  readonly verdict: Verdict;
  readonly found: Comparison;
}

/**
 * Judges one draw, of the claim or of its control alike: a device whose numbers are not what its
 * arithmetic allows is at fault, and neither proves nor refutes anything.
 *
 * A rounded draw is always held against the host, which computes the bound anyway; an exact one
 * where it is the first, and wherever the device finds the sides different.
 */
export function judgeTrial(trial: Trial): JudgedTrial {
  return trial.check === 'rounded' ? judgeRounded(trial) : judgeExact(trial);
}

function judgeRounded(trial: Trial): JudgedTrial {
  const host = onHost(trial, trial.arithmetic);
  // Each side is within its own error of its exact value, so equal ones are within the sum.
  const bounds = host.left.error.map((error, i) => error + (host.right.error[i] as number));
  const found = compare(trial.sides.left, trial.sides.right, bounds);
  return { verdict: verdictOn(trial, found, host), found };
}

function judgeExact(trial: Trial): JudgedTrial {
  const found = compare(trial.sides.left, trial.sides.right);
  const isDoubtful = trial.isFirst || found.measurement.error !== 0;
  return { verdict: verdictOn(trial, found, isDoubtful ? onHost(trial, HOST_ARITHMETIC) : null), found };
}

function verdictOn(
  { sides }: Trial,
  { measurement }: Comparison,
  host: ReturnType<typeof onHost> | null,
): Verdict {
  if (!bothFinite(sides.left, sides.right)) return undecided('not finite');
  const agrees = !host || (isWithin(sides.left, host.left) && isWithin(sides.right, host.right));
  return agrees ? judge(measurement) : undecided('device at fault');
}

/** True where each entry a device holds is within the host's bound of the host's value. */
function isWithin({ data }: HostTensor, host: BoundedTensor): boolean {
  return host.data.every((value, i) => {
    const error = host.error[i] as number;
    // A bound that is not finite says nothing against the device: the measurement has it too.
    return !Number.isFinite(error) || Math.abs((data[i] as number) - value) <= error;
  });
}

function onHost({ program, inputs }: Trial, arithmetic: Arithmetic) {
  return program(runningErrorOps(arithmetic), boundedInputs(inputs));
}
