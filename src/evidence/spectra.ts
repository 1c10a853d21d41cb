import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix';
import { type Random, randomFrom } from '../numerics/random.ts';

/*
 * The whole Hessian of what `two-skip-conditions-the-hessian` speaks of, and its eigenvalues, on the host in
 * float64: quotients of eigenvalues are no polynomials, and float32 does not carry them. R is made of
 * quarters: then every entry of the Hessian is exact, and only the eigenvalues are not.
 */

/** A linear residual network of square layers, all weights zero. */
export interface LinearNetwork {
  readonly layersPerSkip: 1 | 2 | 3;
  readonly blocks: number;
  readonly d: number;
}

/** max|λ|/min|λ| of a symmetric matrix. */
export interface Condition {
  readonly condition: number;
  /** What rounding may cause, relative to it. */
  readonly relativeError: number;
}

/**
 * max|λ|/min|λ|, with its relative error: eigenvalues of a symmetric n × n matrix come with errors of
 * a small multiple of n·u·max|λ| (Golub & Van Loan 2013, §8.3), which weighs κ times as much in the smallest.
 */
export function conditionOf(H: Matrix): Condition {
  const sizes = new EigenvalueDecomposition(H, { assumeSymmetric: true }).realEigenvalues.map(Math.abs);
  const condition = Math.max(...sizes) / Math.min(...sizes);
  return { condition, relativeError: 10 * H.rows * 2 ** -53 * condition };
}

/** R by a seed of the size, with the extreme singular values of M = I − R. */
export function targetFor(blocks: number, d: number) {
  const R = targetOf(randomFrom(100 * blocks + d), d);
  const singular = new SingularValueDecomposition(Matrix.eye(d).sub(R)).diagonal;
  return { R, sigmaMax: Math.max(...singular), sigmaMin: Math.min(...singular) };
}

/** Quarters from −2 to 2, M = I − R being nonsingular. */
export function targetOf(random: Random, d: number): Matrix {
  for (;;) {
    const quarters = Array.from({ length: d * d }, () => random.integer(-8, 8) / 4);
    const R = Matrix.from1DArray(d, d, quarters);
    if (new SingularValueDecomposition(Matrix.eye(d).sub(R)).rank === d) return R;
  }
}

/**
 * The Hessian where all weights are zero, by mixed differences. They are exact: in any two weights the
 * loss is a polynomial of degree 2 in each, of which (f(1,1) − f(1,−1) − f(−1,1) + f(−1,−1))/4 leaves
 * the coefficient of their product; and in one weight f(1) − 2f(0) + f(−1) is its second derivative.
 */
export function hessianOf(network: LinearNetwork, R: Matrix): Matrix {
  const { layersPerSkip, blocks, d } = network;
  const unknowns = layersPerSkip * blocks * d * d;
  const loss = (...moved: Moved[]) => lossAt(network, R, moved);
  const H = Matrix.zeros(unknowns, unknowns);
  for (let i = 0; i < unknowns; i++) {
    H.set(i, i, loss([i, 1]) - 2 * loss() + loss([i, -1]));
    for (let j = 0; j < i; j++) {
      const plus = loss([i, 1], [j, 1]) + loss([i, -1], [j, -1]);
      const minus = loss([i, 1], [j, -1]) + loss([i, -1], [j, 1]);
      H.set(i, j, (plus - minus) / 4);
      H.set(j, i, H.get(i, j));
    }
  }
  return H;
}

/** An unknown by number, layer by layer and row by row, and its value. */
export type Moved = readonly [index: number, value: number];

/** ½‖P − R‖² where all weights but a few are zero; a block without any of them is the identity. */
export function lossAt({ layersPerSkip, d }: LinearNetwork, R: Matrix, moved: readonly Moved[]): number {
  const layerOf = ([index]: Moved) => Math.floor(index / (d * d));
  const blockOf = (each: Moved) => Math.floor(layerOf(each) / layersPerSkip);
  let P: readonly number[] = identity(d);
  for (const block of new Set(moved.map(blockOf).sort((a, b) => a - b))) {
    let z: readonly number[] = P;
    for (let layer = block * layersPerSkip; layer < (block + 1) * layersPerSkip; layer++)
      z = timesFew(
        moved.filter((each) => layerOf(each) === layer),
        z,
        d,
      );
    P = P.map((x, i) => x + at(z, i));
  }
  return P.reduce((sum, x, i) => sum + (x - R.get(Math.floor(i / d), i % d)) ** 2 / 2, 0);
}

const identity = (d: number): number[] =>
  Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0));

/** W·z for a W of a few entries that are not zero. */
function timesFew(entries: readonly Moved[], z: readonly number[], d: number): number[] {
  const product = new Array<number>(d * d).fill(0);
  for (const [index, value] of entries) {
    const [row, inner] = [Math.floor((index % (d * d)) / d), index % d];
    for (let j = 0; j < d; j++)
      product[row * d + j] = at(product, row * d + j) + value * at(z, inner * d + j);
  }
  return product;
}

const at = (list: readonly number[], i: number) => list[i] as number;
