import { convolutionGeometry } from '../numerics/convolution.ts';
import { broadcastShape, matMulShape, transposedShape } from '../numerics/host-tensor.ts';
import type { Ops } from './ops.ts';

/** What is known of a tensor before any number is drawn: how large and of what degree it can be. */
export interface Magnitude {
  readonly shape: readonly number[];
  /** No entry, and no partial sum on the way to one, exceeds this in absolute value. */
  readonly most: number;
  /** The largest such number met anywhere in the computation so far, `most` included. */
  readonly peak: number;
  /** Total degree as a polynomial in the drawn entries, signs held fixed, or null where it is not a polynomial. */
  readonly degree: number | null;
  /**
   * What is known of the entries' signs: none can be negative, or each keeps the sign that
   * `Draw.signs` gave it whatever else is drawn. In both cases ReLU keeps or drops an entry for
   * good, a polynomial again.
   */
  readonly sign: 'nonNegative' | 'fixed' | 'any';
  /** False once a step leaves the integers: then nothing about it is exact. */
  readonly integer: boolean;
}

/**
 * The operations on magnitudes: a formula run through them tells, before anything is computed,
 * whether float arithmetic will be exact on it and what degree Schwartz–Zippel may assume.
 */
export const magnitudeOps: Ops<Magnitude> = {
  add: (a, b) => sum(a, b, signOfSum(a, b)),
  sub: (a, b) => sum(a, b, isZero(b) ? a.sign : 'any'),
  mul: (a, b) => product(a, b, broadcastShape(a.shape, b.shape), 1),
  matMul: (a, b) => {
    const { rows, inner, columns } = matMulShape(a.shape, b.shape);
    return product(a, b, [rows, columns], inner);
  },
  // Nothing is known of how small a divisor can be.
  div: (a, b) => notPolynomial(sum(a, b, 'any'), Number.POSITIVE_INFINITY),
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
      ...magnitudeOf(shape, most, { degree: 0, sign: nonNegative ? 'nonNegative' : 'fixed' }),
      integer: values.every(Number.isInteger),
    };
  },
  eye: (n) => magnitudeOf([n, n], 1, { degree: 0, sign: 'nonNegative' }),
  scalar: (value) => ({
    ...magnitudeOf([1, 1], Math.abs(value), { degree: 0, sign: value >= 0 ? 'nonNegative' : 'fixed' }),
    integer: Number.isInteger(value),
  }),
  relu: (z) => ({ ...z, degree: z.sign === 'any' ? null : z.degree, sign: 'nonNegative' }),
  sigmoid: (z) => notPolynomial(z, 1),
  tanh: (z) => notPolynomial(z, 1),
  erf: (z) => notPolynomial(z, 1),
  softplus: (z) => notPolynomial(z, z.most + 1),
  exp: (z) => notPolynomial(z, Math.exp(z.most)),
  step: (z) => ({ ...notPolynomial(z, 1), sign: 'nonNegative', integer: z.integer }),
};

/** A drawn input with entries in [−most, most], or [0, most] where its sign is `nonNegative`. */
export function magnitudeOf(
  shape: readonly number[],
  most: number,
  { degree = 1, sign = 'any' }: { degree?: number; sign?: Magnitude['sign'] } = {},
): Magnitude {
  return { shape, most, peak: most, degree, sign, integer: true };
}

function sum(a: Magnitude, b: Magnitude, sign: Magnitude['sign']): Magnitude {
  const degree = a.degree === null || b.degree === null ? null : Math.max(a.degree, b.degree);
  return combined(a, b, {
    shape: broadcastShape(a.shape, b.shape),
    most: a.most + b.most,
    degree,
    sign,
  });
}

function product(a: Magnitude, b: Magnitude, shape: readonly number[], terms: number): Magnitude {
  // Zero times anything is the polynomial 0, even where the other factor is no polynomial.
  if (isZero(a) || isZero(b)) return combined(a, b, { shape, most: 0, degree: 0, sign: 'nonNegative' });
  const degree = a.degree === null || b.degree === null ? null : a.degree + b.degree;
  return combined(a, b, { shape, most: terms * a.most * b.most, degree, sign: signOfProduct(a, b, terms) });
}

const isZero = ({ most }: Magnitude): boolean => most === 0;

function signOfSum(a: Magnitude, b: Magnitude): Magnitude['sign'] {
  if (isZero(a)) return b.sign;
  if (isZero(b)) return a.sign;
  // Two fixed signs may be opposite ones: then the larger number decides.
  return a.sign === 'nonNegative' && b.sign === 'nonNegative' ? 'nonNegative' : 'any';
}

function signOfProduct(a: Magnitude, b: Magnitude, terms: number): Magnitude['sign'] {
  if (a.sign === 'nonNegative' && b.sign === 'nonNegative') return 'nonNegative';
  return terms === 1 && a.sign !== 'any' && b.sign !== 'any' ? 'fixed' : 'any';
}

function combined(
  a: Magnitude,
  b: Magnitude,
  result: Pick<Magnitude, 'shape' | 'most' | 'degree' | 'sign'>,
): Magnitude {
  return { ...result, peak: Math.max(a.peak, b.peak, result.most), integer: a.integer && b.integer };
}

function notPolynomial(z: Magnitude, most: number): Magnitude {
  return { ...z, most, peak: Math.max(z.peak, most), degree: null, sign: 'any', integer: false };
}
