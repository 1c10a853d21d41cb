import type { Approx } from '../numerics/approx.ts';
import { type Arithmetic, arithmeticOf } from '../numerics/arithmetic.ts';
import { filledWith, overPoints, total } from './bounded-matrix.ts';
import type { Pass } from './host-network.ts';
import type { Ops } from './ops.ts';
import { type BoundedTensor, runningErrorOps } from './running-error.ts';
import { type Parameters, weightOf } from './start.ts';
import type { TrainingRecord } from './training.ts';
import { HOST_ARITHMETIC } from './trial.ts';

/** What a record may say of one network at one step: by quantity, each number with its bound. */
export type Measured = Readonly<Record<Exclude<keyof TrainingRecord, 'at'>, readonly Approx[]>>;

/** A network's state, as the host has it. */
export interface HostState {
  /** Weight layers in blocks. */
  readonly depth: number;
  readonly parameters: Parameters<BoundedTensor>;
  readonly pass: Pass;
  /** The loss's gradient at each parameter. */
  readonly slopes: Parameters<BoundedTensor>;
  /** [points, outputs] */
  readonly targets: BoundedTensor;
}

type Operations = Ops<BoundedTensor>;

/** Records are kept in float32, whatever the device computes in. */
const STORED = arithmeticOf(24);

const host = runningErrorOps(HOST_ARITHMETIC);

/**
 * What a device may record of a state: its own sums, and what the engine's host makes of them.
 * @param tf the device's operations.
 * @param arithmetic what it computes in.
 */
export function measure(tf: Operations, arithmetic: Arithmetic, state: HostState): Measured {
  const { depth, parameters, pass, slopes, targets } = state;
  const squares = (a: BoundedTensor) => total(tf, tf.mul(a, a));
  // Where an output or the sum of squares overflows, the engine says of everything that it is not a number.
  const size = Object.values(parameters).map(squares).reduce(tf.add);
  const isBounded = [size, pass.outputs].every(({ error }) => error.every(Number.isFinite));
  const recorded = (all: readonly BoundedTensor[]) =>
    all.flatMap(({ data, error }) =>
      Array.from(data, (value, i) => stored(value, isBounded ? (error[i] as number) : Number.NaN)),
    );
  const errors = host.sub(pass.outputs, targets);
  const { value, error } = accuracyOf(pass.outputs, targets);
  return {
    loss: recorded([share(total(host, host.mul(errors, errors)), errors.data.length)]),
    accuracy: [stored(value, isBounded ? error : Number.NaN)],
    gradientNorm: recorded(
      Array.from({ length: depth }, (_, k) => host.sqrt(squares(slopes[weightOf(k + 1)] as BoundedTensor))),
    ),
    moment: recorded(pass.boundaries.map((a) => share(squares(a), a.data.length))),
    cosine: recorded(pass.boundaries.map((a) => meanCosine(tf, arithmetic, a))),
  };
}

/** A sum as the mean of so many. */
function share(sum: BoundedTensor, count: number): BoundedTensor {
  return host.div(sum, filledWith([1, 1], count));
}

/** The mean cosine between the activations of two different points. */
function meanCosine(tf: Operations, { smallestNormal }: Arithmetic, a: BoundedTensor): BoundedTensor {
  const [points = 0, units = 0] = a.shape;
  const seen = withoutZeros(a);
  if (seen.data.length === 0) return filledWith([1, 1], 0);
  const squares = tf.matMul(tf.mul(seen, seen), filledWith([units, 1], 1));
  const directions = tf.div(seen, tf.sqrt(tf.add(squares, tf.scalar(smallestNormal))));
  const resultant = overPoints(tf, directions);
  const cosines = host.sub(
    total(tf, tf.mul(resultant, resultant)),
    total(tf, tf.mul(directions, directions)),
  );
  return share(cosines, points * (points - 1));
}

/** The rows of which a device may hold something else than zeros: those have no direction. */
function withoutZeros({ shape, data, error }: BoundedTensor): BoundedTensor {
  const [rows = 0, columns = 0] = shape;
  const kept = Array.from({ length: rows }, (_, i) => i).filter((i) => {
    const [from, to] = [i * columns, (i + 1) * columns];
    return data.subarray(from, to).some((x) => x !== 0) || error.subarray(from, to).some((e) => e !== 0);
  });
  const rowsOf = (all: Float64Array) =>
    Float64Array.from(kept.flatMap((i) => [...all.subarray(i * columns, (i + 1) * columns)]));
  return { shape: [kept.length, columns], data: rowsOf(data), error: rowsOf(error) };
}

/** The share of points classified as they should be: those of which it is not known may be either. */
function accuracyOf({ shape, data, error }: BoundedTensor, targets: BoundedTensor): Approx {
  const [points = 0, classes = 0] = shape;
  let [right, wrong] = [0, 0];
  for (let point = 0; point < points; point++) {
    const [from, to] = [point * classes, (point + 1) * classes];
    const [y, e, t] = [data.subarray(from, to), error.subarray(from, to), targets.data.subarray(from, to)];
    // How far the answer is on the target's side: by its sign, or ahead of each other class.
    const ahead =
      classes === 1
        ? [{ value: (y[0] as number) * (t[0] as number), error: e[0] as number }]
        : leadOf(y, e, t.indexOf(1));
    if (ahead.every((lead) => lead.value > lead.error)) right += 1;
    if (ahead.some((lead) => lead.value < -lead.error)) wrong += 1;
  }
  const [low, high] = [right / points, 1 - wrong / points];
  return { value: (low + high) / 2, error: (high - low) / 2 };
}

function leadOf(y: Float64Array, e: Float64Array, target: number): Approx[] {
  return Array.from(y, (other, k) => ({
    value: (y[target] as number) - other,
    error: (e[target] as number) + (e[k] as number),
  })).filter((_, k) => k !== target);
}

function stored(value: number, error: number): Approx {
  const size = Math.abs(value) + error;
  const rounded = error + STORED.unitRoundoff * size + STORED.smallestNormal;
  return { value, error: size + rounded <= STORED.largestFinite ? rounded : Number.POSITIVE_INFINITY };
}
