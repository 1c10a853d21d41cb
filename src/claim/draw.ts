import { type Arithmetic, roundToPrecision } from '../numerics/arithmetic.ts';
import { type HostTensor, sizeOf } from '../numerics/host-tensor.ts';
import type { Random } from '../numerics/random.ts';
import { type Magnitude, magnitudeOf } from './magnitude.ts';

/** Restricts the sign of every entry drawn: a hypothesis such as a ≥ 0, enforced. */
export type Sign = 'any' | 'nonNegative';

/**
 * How an identity's inputs are drawn. A claim names each input by its role; the engine decides
 * whether integers (exact check) or reals of the role's usual scale (rounded check) are drawn.
 */
export interface Draw<T> {
  /** A weight matrix [outputs, inputs]: as reals, of variance 1/inputs, so that Wx stays O(1). */
  weights(outputs: number, inputs: number): T;
  /** A bias [n, 1]: as reals, of variance 1. */
  bias(n: number): T;
  /** A batch of activations [n, batch], one sample a column: as reals, of variance 1. */
  activations(n: number, batch: number, sign?: Sign): T;
  /**
   * A loss's gradients [n, batch] at what `activations` stands for, the loss being a mean over the
   * batch: as reals, of variance 1/batch².
   */
  gradients(n: number, batch: number): T;
  /** Images [batch, height, width, channels]: as reals, of variance 1. */
  image(batch: number, height: number, width: number, channels: number): T;
  /** A convolution's kernel [k₁, k₂, cIn, cOut]: as reals, of variance 1/(k₁k₂cIn), so that K∗x stays O(1). */
  kernel(k1: number, k2: number, cIn: number, cOut: number): T;
  /** A matrix of zeros [rows, columns], sent to the device like any other input. */
  zeros(rows: number, columns: number): T;
  /**
   * A pattern of signs [rows, columns], each entry −1 or 1. Times something non-negative it gives
   * any numbers, and a ReLU of them is a polynomial for each fixed pattern: an exact check draws a
   * pattern a trial, and Schwartz–Zippel bounds a false pass at the patterns drawn.
   */
  signs(rows: number, columns: number): T;
}

/** Integers in [−most, most] (or [0, most]): the draws of an exact check. */
export function integerDraw(random: Random, most: number): Draw<HostTensor<Float32Array>> {
  return roles(
    (shape, sign) => filled(shape, () => random.integer(sign === 'nonNegative' ? 0 : -most, most)),
    hostZeros,
    hostSigns(random),
  );
}

/**
 * Reals, uniform with the variance of their role, rounded so that the device stores exactly what
 * the host drew: the draws of a rounded check.
 */
export function realDraw(random: Random, arithmetic: Arithmetic): Draw<HostTensor<Float32Array>> {
  return roles(
    (shape, sign, variance) => {
      const reach = Math.sqrt(3 * variance);
      const unit = sign === 'nonNegative' ? () => random.unit() : () => 2 * random.unit() - 1;
      return filled(shape, () => stored(unit() * reach, arithmetic));
    },
    hostZeros,
    hostSigns(random),
  );
}

/** What an exact draw with entries up to `most` amounts to, before anything is drawn. */
export interface MagnitudeDraw {
  readonly draw: Draw<Magnitude>;
  /** |S|: how many values the least varied entry drawn so far is drawn from; signs do not count. */
  setSize(): number;
  /** True once signs were drawn: then all that is known of degrees holds for each pattern of signs. */
  drewSigns(): boolean;
}

/** The draws of {@link integerDraw} as sizes only. */
export function magnitudeDraw(most: number): MagnitudeDraw {
  let least = 2 * most + 1;
  let drewSigns = false;
  const draw = roles<Magnitude>(
    (shape, sign) => {
      if (sign === 'nonNegative') least = most + 1;
      return magnitudeOf(shape, most, { sign });
    },
    (shape) => magnitudeOf(shape, 0, { degree: 0, sign: 'nonNegative' }),
    (shape) => {
      drewSigns = true;
      return magnitudeOf(shape, 1, { degree: 0, sign: 'fixed' });
    },
  );
  return { draw, setSize: () => least, drewSigns: () => drewSigns };
}

/** A tensor of a shape, its entries made one by one in row-major order. */
export function filled(shape: readonly number[], entry: (i: number) => number): HostTensor<Float32Array> {
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, (_, i) => entry(i)) };
}

/**
 * A matrix given by its rows, for a witness's inputs.
 * @param matrix at least one row, all of one length.
 */
export function fromRows(matrix: readonly (readonly number[])[]): HostTensor<Float32Array> {
  const flat = matrix.flat();
  return filled([matrix.length, matrix[0]?.length ?? 0], (i) => flat[i] as number);
}

const hostZeros = (shape: readonly number[]) => filled(shape, () => 0);

const hostSigns = (random: Random) => (shape: readonly number[]) =>
  filled(shape, () => 2 * random.integer(0, 1) - 1);

function roles<T>(
  make: (shape: readonly number[], sign: Sign, variance: number) => T,
  zeros: (shape: readonly number[]) => T,
  signs: (shape: readonly number[]) => T,
): Draw<T> {
  return {
    weights: (outputs, inputs) => make([outputs, inputs], 'any', 1 / inputs),
    bias: (n) => make([n, 1], 'any', 1),
    activations: (n, batch, sign = 'any') => make([n, batch], sign, 1),
    gradients: (n, batch) => make([n, batch], 'any', 1 / batch ** 2),
    image: (batch, height, width, channels) => make([batch, height, width, channels], 'any', 1),
    kernel: (k1, k2, cIn, cOut) => make([k1, k2, cIn, cOut], 'any', 1 / (k1 * k2 * cIn)),
    zeros: (rows, columns) => zeros([rows, columns]),
    signs: (rows, columns) => signs([rows, columns]),
  };
}

/** x as the arithmetic stores it, but 0 for what would be a denormal number. */
function stored(x: number, { precision, smallestNormal }: Arithmetic): number {
  return Math.abs(x) < smallestNormal ? 0 : roundToPrecision(x, precision);
}
