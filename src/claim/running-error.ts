import { type Approx, type ApproxArithmetic, approxArithmetic } from '../numerics/approx.ts';
import { type Arithmetic, roundToPrecision } from '../numerics/arithmetic.ts';
import { convolutionGeometry, patchIndices } from '../numerics/convolution.ts';
import { gamma } from '../numerics/gamma.ts';
import {
  broadcastIndex,
  broadcastShape,
  type HostTensor,
  matMulShape,
  sizeOf,
  transposedShape,
} from '../numerics/host-tensor.ts';
import type { Ops } from './ops.ts';

/**
 * A tensor as the host computes it in float64, with a bound on how far any device that computes
 * in a given arithmetic may be from it, entry by entry.
 */
export interface BoundedTensor extends HostTensor<Float64Array> {
  readonly error: Float64Array;
}

/**
 * The operations as float64 loops that carry a running error bound: the bound of a claim is
 * derived from the claim's own formula, operation by operation. Sums may be formed in any order,
 * with or without fused multiply-add (γₖ covers both).
 * @param arithmetic what the device was measured to compute in; with 53 bits the values are the
 * host's own and the bounds say how good they are.
 * @see Higham 2002, §3.1 (dot products) and §3.3 (running error analysis).
 */
export function runningErrorOps(arithmetic: Arithmetic): Ops<BoundedTensor> {
  const scalar = approxArithmetic(arithmetic);
  const elementwise = elementwiseFunctions(scalar);
  const binary = (f: (a: Approx, b: Approx) => Approx) => (a: BoundedTensor, b: BoundedTensor) =>
    zip(a, b, f);
  const constant = (value: number) => (isShort(value) ? scalar.exact(value) : scalar.constant(value));
  const unary = (f: (x: Approx) => Approx) => (a: BoundedTensor) => map(a, f);
  return {
    add: binary(scalar.add),
    sub: binary(scalar.sub),
    mul: binary(scalar.mul),
    matMul: (a, b) => matMul(a, b, arithmetic),
    div: binary(scalar.div),
    sqrt: unary(scalar.sqrt),
    transpose,
    conv2d: (x, kernel, { stride = 1, dilation = 1 } = {}) => {
      // Some backends form the products with padding and some do not: as zeros they add to γ's count alone.
      const { shape, inner } = convolutionGeometry(x.shape, kernel.shape, stride, dilation);
      const columns = shape[3] as number;
      const patches = gather(x, patchIndices(x.shape, kernel.shape, stride, dilation), inner);
      return { ...matMul(patches, { ...kernel, shape: [inner, columns] }, arithmetic), shape };
    },
    eye: (n) => bounded([n, n], (i) => scalar.exact(i % (n + 1) === 0 ? 1 : 0)),
    scalar: (value) => bounded([1, 1], () => constant(value)),
    constant: ({ shape, data }) => bounded(shape, (i) => constant(data[i] as number)),
    relu: unary(({ value, error }) => ({ value: Math.max(0, value), error })),
    sigmoid: unary(elementwise.sigmoid),
    tanh: unary(elementwise.tanh),
    erf: unary(elementwise.erf),
    softplus: unary(elementwise.softplus),
    exp: unary(scalar.exp),
    // On which side of the kink the device stands is not known within the error of z.
    step: unary(({ value, error }) => ({ value: value > 0 ? 1 : 0, error: Math.abs(value) > error ? 0 : 1 })),
  };
}

/**
 * Inputs by name, as a device holds them.
 * @param arithmetic the device's: what it has no number for it stores rounded. Where absent, it holds these numbers.
 */
export function boundedInputs<Name extends string>(
  inputs: Readonly<Record<Name, HostTensor>>,
  arithmetic?: Arithmetic,
): Record<Name, BoundedTensor> {
  const stored = arithmetic && approxArithmetic(arithmetic).constant;
  const isHeld = (x: number) => !arithmetic || roundToPrecision(x, arithmetic.precision) === x;
  const bounded = Object.entries<HostTensor>(inputs).map(([name, { shape, data }]) => {
    const error = Float64Array.from(data, (x) => (isHeld(x) ? 0 : (stored?.(x).error ?? 0)));
    return [name, { shape, data: Float64Array.from(data), error }];
  });
  return Object.fromEntries(bounded);
}

/**
 * The activations, step by step as TensorFlow.js's kernels compute them on WebGPU and WebGL. The
 * cpu backend computes each in float64 and rounds once, which these bounds contain.
 */
function elementwiseFunctions(x: ApproxArithmetic) {
  const one = x.exact(1);
  const negated = ({ value, error }: Approx): Approx => ({ value: -value, error });
  return {
    /** 1 / (1 + exp(−z)). */
    sigmoid: (z: Approx) => x.div(one, x.add(one, x.exp(negated(z)))),
    /** sign(z)·(1 − t)/(1 + t), t = exp(−2|z|). */
    tanh: (z: Approx) => {
      const t = x.exp({ value: -2 * Math.abs(z.value), error: 2 * z.error });
      const magnitude = x.div(x.sub(one, t), x.add(one, t));
      return z.value < 0 ? negated(magnitude) : magnitude;
    },
    /** sign(z)·(1 − P(t)·exp(−z²)), t = 1/(1 + p|z|): Abramowitz & Stegun 7.1.26. */
    erf: (z: Approx) => {
      const size = { value: Math.abs(z.value), error: z.error };
      const t = x.div(one, x.add(one, x.mul(x.constant(ERF_P), size)));
      const polynomial = ERF_A.reduceRight((sum, a) => x.mul(x.add(sum, x.constant(a)), t), x.exact(0));
      const magnitude = x.sub(one, x.mul(polynomial, x.exp(negated(x.mul(size, size)))));
      return z.value < 0 ? negated(magnitude) : magnitude;
    },
    /**
     * log(exp(z) + 1). The kernels return z itself above a threshold, which is short of softplus by
     * at most exp(−threshold), and exp(z) below minus the threshold, which is short by less. The
     * threshold is computed on the device, with the error of its log: near it either branch may run.
     */
    softplus: (z: Approx) => {
      const shortcut = Math.exp(-SOFTPLUS_LEAST);
      const asIs = { value: z.value + Math.log1p(Math.exp(-z.value)), error: z.error + shortcut };
      if (z.value - z.error > SOFTPLUS_MOST) return asIs;
      const formula = x.log(x.add(x.exp(z), one));
      const reachesLarge = z.value + z.error >= SOFTPLUS_LEAST;
      const reachesSmall = z.value - z.error <= -SOFTPLUS_LEAST;
      const otherwise = reachesLarge ? asIs.error : reachesSmall ? x.exp(z).error + shortcut : 0;
      return { value: formula.value, error: Math.max(formula.error, otherwise) };
    },
  };
}

/** Abramowitz & Stegun 7.1.26, as in tfjs-core's erf_util. */
const ERF_P = 0.3275911;
const ERF_A = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
/**
 * TensorFlow.js's softplus kernels change their formula at −(log(2⁻²³) + 2) = 13.9424…, a threshold
 * that each device computes for itself: no lower than the first of these, no higher than the second.
 */
const SOFTPLUS_LEAST = 13.94;
const SOFTPLUS_MOST = 13.95;

/** True for binary fractions of at most 11 bits, whole numbers among them, which every backend stores exactly. */
function isShort(value: number): boolean {
  const size = Math.abs(value);
  return (Number.isInteger(value * 2 ** 10) && size <= 1) || (Number.isInteger(value) && size <= 2 ** 11);
}

function bounded(shape: readonly number[], entry: (i: number) => Approx): BoundedTensor {
  const size = sizeOf(shape);
  const data = new Float64Array(size);
  const error = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const x = entry(i);
    data[i] = x.value;
    error[i] = x.error;
  }
  return { shape, data, error };
}

const at = (tensor: BoundedTensor, i: number): Approx => ({
  value: tensor.data[i] as number,
  error: tensor.error[i] as number,
});

const map = (a: BoundedTensor, f: (x: Approx) => Approx) => bounded(a.shape, (i) => f(at(a, i)));

function zip(a: BoundedTensor, b: BoundedTensor, f: (x: Approx, y: Approx) => Approx): BoundedTensor {
  const shape = broadcastShape(a.shape, b.shape);
  const inA = broadcastIndex(a.shape, shape);
  const inB = broadcastIndex(b.shape, shape);
  return bounded(shape, (i) => f(at(a, inA(i)), at(b, inB(i))));
}

function transpose(a: BoundedTensor): BoundedTensor {
  const shape = transposedShape(a.shape);
  const [rows, columns] = shape as [number, number];
  return bounded(shape, (i) => at(a, (i % columns) * rows + Math.floor(i / columns)));
}

/** Entries of a tensor as the rows of a matrix; an index of −1 gives an exact zero. */
function gather(from: BoundedTensor, indices: Int32Array, columns: number): BoundedTensor {
  const zero: Approx = { value: 0, error: 0 };
  return bounded([indices.length / columns, columns], (i) => {
    const index = indices[i] as number;
    return index < 0 ? zero : at(from, index);
  });
}

/**
 * A·B with |Â·B̂ − A·B| ≤ γₙ(|A||B| + E) + E + 2n·η, where E = |A|e_B + e_A|B| + e_A e_B is what the
 * operands bring along and η the smallest normal number: each of n products and n sums may be flushed.
 */
function matMul(a: BoundedTensor, b: BoundedTensor, arithmetic: Arithmetic): BoundedTensor {
  const { rows, inner, columns } = matMulShape(a.shape, b.shape);
  const data = new Float64Array(rows * columns);
  const error = new Float64Array(rows * columns);
  const magnitude = new Float64Array(columns);
  // The host's own sum is off by γₙ at 2⁻⁵³, which is added so that the bound is from the true value's neighbour.
  const u = arithmetic.unitRoundoff;
  // A sum so long has no bound in so coarse an arithmetic.
  const growth = inner * u < 1 ? gamma(inner, u) + gamma(inner, 2 ** -53) : Number.POSITIVE_INFINITY;
  const flush = 2 * inner * arithmetic.smallestNormal;
  for (let i = 0; i < rows; i++) {
    magnitude.fill(0);
    for (let k = 0; k < inner; k++) {
      const x = a.data[i * inner + k] as number;
      const xError = a.error[i * inner + k] as number;
      for (let j = 0; j < columns; j++) {
        const y = b.data[k * columns + j] as number;
        const yError = b.error[k * columns + j] as number;
        const to = i * columns + j;
        data[to] = (data[to] as number) + x * y;
        magnitude[j] = (magnitude[j] as number) + Math.abs(x * y);
        error[to] = (error[to] as number) + Math.abs(x) * yError + xError * (Math.abs(y) + yError);
      }
    }
    for (let j = 0; j < columns; j++) {
      const to = i * columns + j;
      const carried = error[to] as number;
      const sum = (magnitude[j] as number) + carried;
      const bound = carried + growth * sum + flush;
      // No partial sum exceeds the sum of magnitudes; one that may overflow has no bound.
      error[to] = sum + bound <= arithmetic.largestFinite ? bound : Number.POSITIVE_INFINITY;
    }
  }
  return { shape: [rows, columns], data, error };
}
