import type { Arithmetic } from '../numerics/arithmetic.ts';
import { allFinite, type HostTensor } from '../numerics/host-tensor.ts';
import type { Program } from './device.ts';
import { isWithin } from './is-within.ts';
import { type BoundedTensor, boundedInputs, runningErrorOps } from './running-error.ts';
import { type Comparison, closeness, compare, HOST_ARITHMETIC } from './trial.ts';
import { judge, undecided, type Verdict } from './verdict.ts';

/** Tensors that a program computes: sides to be compared, by the name after `left ` and `right `, and others. */
type Computed = Readonly<Record<string, HostTensor>>;

/** One draw of an exact identity, computed by a device. */
export interface ExactTrial {
  readonly isFirst: boolean;
  readonly inputs: Inputs;
  readonly program: Program<string, 'left' | 'right'>;
  /** What the device computed of the program. */
  readonly sides: Record<'left' | 'right', HostTensor>;
}

type Inputs = Readonly<Record<string, HostTensor<Float32Array>>>;

/** What one draw shows. */
export interface JudgedTrial {
  readonly verdict: Verdict;
  readonly found: Comparison;
}

/*
 * Of the claim or of its control alike: a device whose numbers are not what its arithmetic allows is
 * at fault, and neither proves nor refutes anything. A rounded draw is always held against the host,
 * which computes the bound anyway; an exact one where it is the first, and wherever the device finds
 * the sides different.
 */

/**
 * Judges one rounded draw: each tensor `left…` against its `right…`. Whatever else the program
 * computes is held against the host like the sides.
 * @param arithmetic what the device computes in.
 */
export function judgeRounded(
  program: Program<string, string>,
  inputs: Inputs,
  computed: Computed,
  arithmetic: Arithmetic,
): JudgedTrial {
  const host = onHost(program, inputs, arithmetic);
  const found = Object.keys(computed)
    .filter((name) => name.startsWith('left'))
    .map((name) => compareSides(name, computed, host))
    .reduce((worst, other) => (closer(other, worst) ? other : worst));
  return { verdict: verdictOn(computed, found, host), found };
}

function compareSides(
  left: string,
  computed: Computed,
  host: Readonly<Record<string, BoundedTensor>>,
): Comparison {
  const right = left.replace('left', 'right');
  const [l, r, hostLeft, hostRight] = [computed[left], computed[right], host[left], host[right]];
  if (!l || !r || !hostLeft || !hostRight) throw new RangeError(`"${left}" has no counterpart.`);
  // Each side is within its own error of its exact value, so equal ones are within the sum.
  const bounds = hostLeft.error.map((error, i) => error + (hostRight.error[i] as number));
  return compare(l, r, bounds);
}

function closer({ measurement: a }: Comparison, { measurement: b }: Comparison): boolean {
  return closeness(a.error, a.bound) > closeness(b.error, b.bound);
}

/** Judges one exact draw. */
export function judgeExact({ isFirst, inputs, program, sides }: ExactTrial): JudgedTrial {
  const found = compare(sides.left, sides.right);
  const isDoubtful = isFirst || found.measurement.error !== 0;
  return {
    verdict: verdictOn(sides, found, isDoubtful ? onHost(program, inputs, HOST_ARITHMETIC) : {}),
    found,
  };
}

function verdictOn(
  computed: Computed,
  { measurement }: Comparison,
  host: Readonly<Record<string, BoundedTensor>>,
): Verdict {
  if (!Object.values(computed).every(allFinite)) return undecided('not finite');
  const agrees = Object.entries(host).every(([name, tensor]) => isWithin(computed[name], tensor));
  return agrees ? judge(measurement) : undecided('device at fault');
}

function onHost<Outputs extends string>(
  program: Program<string, Outputs>,
  inputs: Inputs,
  arithmetic: Arithmetic,
) {
  return program(runningErrorOps(arithmetic), boundedInputs(inputs, arithmetic));
}
