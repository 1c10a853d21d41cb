import { convolutionGeometry } from '../numerics/convolution.ts';
import { broadcastShape, matMulShape, transposedShape } from '../numerics/host-tensor.ts';
import type { Ops } from './ops.ts';
import { reverseMode } from './reverse-mode.ts';

/** What is known of a tensor before any number is drawn: how large and of what degree it can be. */
export interface Magnitude {
  readonly shape: readonly number[];
  /** No entry, and no partial sum on the way to one, exceeds this in absolute value. */
  readonly most: number;
  /** The largest such number met anywhere in the computation so far, `most` included. */
  readonly peak: number;
  /** Total degree as a polynomial in the drawn entries, or null where it is not a polynomial. */
  readonly degree: number | null;
  /** True where no entry can be negative: there ReLU is the identity, a polynomial again. */
  readonly nonNegative: boolean;
  /** False once a step leaves the integers: then nothing about it is exact. */
  readonly integer: boolean;
}

/**
 * The operations on magnitudes: a formula run through them tells, before anything is computed,
 * whether float arithmetic will be exact on it and what degree Schwartz–Zippel may assume.
 */
export const magnitudeOps: Ops<Magnitude> = {
  add: (a, b) => sum(a, b, a.nonNegative && b.nonNegative),
  sub: (a, b) => sum(a, b, false),
  mul: (a, b) => product(a, b, broadcastShape(a.shape, b.shape), 1),
  matMul: (a, b) => {
    const { rows, inner, columns } = matMulShape(a.shape, b.shape);
    return product(a, b, [rows, columns], inner);
  },
  // Nothing is known of how small a divisor can be.
  div: (a, b) => notPolynomial(sum(a, b, false), Number.POSITIVE_INFINITY),
  sqrt: (z) => notPolynomial(z, Math.max(z.most, 1)),
  transpose: (a) => ({ ...a, shape: transposedShape(a.shape) }),
  conv2d: (x, kernel, { stride = 1, dilation = 1 } = {}) => {
    const { shape, inner } = convolutionGeometry(x.shape, kernel.shape, stride, dilation);
    return product(x, kernel, shape, inner);
  },
  constant: ({ shape, data }) => {
    const values = Array.from(data);
    const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    const nonNegative = values.every((value) => value >= 0);
    return {
      ...magnitudeOf(shape, most, { degree: 0, nonNegative }),
      integer: values.every(Number.isInteger),
    };
  },
  eye: (n) => magnitudeOf([n, n], 1, { degree: 0, nonNegative: true }),
  scalar: (value) => ({
    ...magnitudeOf([1, 1], Math.abs(value), { degree: 0, nonNegative: value >= 0 }),
    integer: Number.isInteger(value),
  }),
  relu: (z) => ({ ...z, degree: z.nonNegative ? z.degree : null, nonNegative: true }),
  sigmoid: (z) => notPolynomial(z, 1),
  tanh: (z) => notPolynomial(z, 1),
  erf: (z) => notPolynomial(z, 1),
  softplus: (z) => notPolynomial(z, z.most + 1),
  exp: (z) => notPolynomial(z, Math.exp(z.most)),
  step: (z) => ({ ...notPolynomial(z, 1), nonNegative: true, integer: z.integer }),
  vjp: (...operands) => reverseMode(magnitudeOps)(...operands),
};

/** A drawn input with entries in [−most, most], or [0, most]. */
export function magnitudeOf(
  shape: readonly number[],
  most: number,
  { degree = 1, nonNegative = false }: { degree?: number; nonNegative?: boolean } = {},
): Magnitude {
  return { shape, most, peak: most, degree, nonNegative, integer: true };
}

function sum(a: Magnitude, b: Magnitude, nonNegative: boolean): Magnitude {
  const degree = a.degree === null || b.degree === null ? null : Math.max(a.degree, b.degree);
  return combined(a, b, {
    shape: broadcastShape(a.shape, b.shape),
    most: a.most + b.most,
    degree,
    nonNegative,
  });
}

function product(a: Magnitude, b: Magnitude, shape: readonly number[], terms: number): Magnitude {
  const degree = a.degree === null || b.degree === null ? null : a.degree + b.degree;
  const nonNegative = a.nonNegative && b.nonNegative;
  return combined(a, b, { shape, most: terms * a.most * b.most, degree, nonNegative });
}

function combined(
  a: Magnitude,
  b: Magnitude,
  result: Pick<Magnitude, 'shape' | 'most' | 'degree' | 'nonNegative'>,
): Magnitude {
  return { ...result, peak: Math.max(a.peak, b.peak, result.most), integer: a.integer && b.integer };
}

function notPolynomial(z: Magnitude, most: number): Magnitude {
  return { ...z, most, peak: Math.max(z.peak, most), degree: null, nonNegative: false, integer: false };
}
