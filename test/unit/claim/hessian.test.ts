import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix';
import { expect, test } from 'vitest';
import { filled } from '../../../src/claim/draw.ts';
import { type Dual, dualOps, type Polynomial } from '../../../src/claim/dual.ts';
import { hessianTimes } from '../../../src/claim/hessian.ts';
import { boundedInputs, runningErrorOps } from '../../../src/claim/running-error.ts';
import { HOST_ARITHMETIC } from '../../../src/claim/trial.ts';
import { residualOf } from '../../../src/claims/part-4-is-it-about-learning/two-skip-conditions-the-hessian.ts';
import { type Random, randomFrom } from '../../../src/numerics/random.ts';
import { type BigTensor, bigintOps } from '../../support/second-judge.ts';

/*
 * The whole Hessian of what `two-skip-conditions-the-hessian` speaks of, and its eigenvalues. R is made
 * of quarters: then every entry of the Hessian is exact in float64, and only the eigenvalues are not.
 */

interface Network {
  readonly layersPerSkip: 1 | 2 | 3;
  readonly blocks: number;
  readonly d: number;
}

const DEPTHS = Array.from({ length: 16 }, (_, k) => k + 1);
/** The depths at each width: eigenvalues of a few hundred unknowns take seconds. */
const SIZES = [
  { d: 2, depths: DEPTHS },
  { d: 3, depths: DEPTHS },
  { d: 4, depths: [1, 2, 4, 8] },
  { d: 5, depths: [1, 2, 4] },
].flatMap(({ d, depths }) => depths.map((blocks) => ({ blocks, d })));
/** A single block of one layer is P = I + W, whose Hessian is the identity: nothing is said of it. */
const STACKS = SIZES.filter(({ blocks }) => blocks > 1);

test.each(SIZES)('$blocks skips of two, width $d: the condition number is that of M', ({ blocks, d }) => {
  const { R, sigmaMax, sigmaMin } = targetFor(blocks, d);
  const { condition, relativeError } = conditionOf(hessianOf({ layersPerSkip: 2, blocks, d }, R));
  expect(Math.abs(condition / (sigmaMax / sigmaMin) - 1)).toBeLessThanOrEqual(relativeError);
});

test.each(STACKS)('$blocks skips of one, width $d: it is L/σ_min at least', ({ blocks, d }) => {
  const { R, sigmaMin } = targetFor(blocks, d);
  const { condition, relativeError } = conditionOf(hessianOf({ layersPerSkip: 1, blocks, d }, R));
  expect(condition).toBeGreaterThanOrEqual((blocks / sigmaMin) * (1 - relativeError));
});

test.each(DEPTHS)('%i blocks at R = 0: 2L − 1 with skips of one, 1 with skips of two', (blocks) => {
  expectCondition({ layersPerSkip: 1, blocks, d: 2 }, Matrix.zeros(2, 2), 2 * blocks - 1);
  expectCondition({ layersPerSkip: 2, blocks, d: 2 }, Matrix.zeros(2, 2), 1);
});

test.each(DEPTHS.slice(1))('%i blocks at R = ½I: 3L − 1 with skips of one, 1 with skips of two', (blocks) => {
  expectCondition({ layersPerSkip: 1, blocks, d: 2 }, Matrix.eye(2).mul(0.5), 3 * blocks - 1);
  expectCondition({ layersPerSkip: 2, blocks, d: 2 }, Matrix.eye(2).mul(0.5), 1);
});

function expectCondition(network: Network, R: Matrix, expected: number) {
  const { condition, relativeError } = conditionOf(hessianOf(network, R));
  expect(Math.abs(condition / expected - 1)).toBeLessThanOrEqual(relativeError);
}

test('the gradient is zero with skips of two and M with skips of one', () => {
  const R = targetOf(randomFrom(7), 3);
  const gradient = (layersPerSkip: 1 | 2, layer: number) => {
    const network: Network = { layersPerSkip, blocks: 3, d: 3 };
    return Array.from({ length: 9 }, (_, i) => {
      const at = layer * 9 + i;
      return (lossAt(network, R, [[at, 1]]) - lossAt(network, R, [[at, -1]])) / 2;
    });
  };
  expect(gradient(2, 4)).toEqual(new Array(9).fill(0));
  expect(gradient(1, 2)).toEqual(Matrix.eye(3).sub(R).to1DArray());
});

test('with skips of three the Hessian is zero', () => {
  const R = targetOf(randomFrom(8), 2);
  const H = hessianOf({ layersPerSkip: 3, blocks: 2, d: 2 }, R);
  expect(H.to1DArray().every((entry) => entry === 0)).toBe(true);
});

test.each([1, 2] as const)(
  'the claim’s H·v, skips of %i, is this Hessian, column by column',
  (layersPerSkip) => {
    const network: Network = { layersPerSkip, blocks: 3, d: 3 };
    const R = targetOf(randomFrom(9), 3);
    const layers = network.blocks * layersPerSkip;
    const H = hessianOf(network, R);
    for (let column = 0; column < H.columns; column++) {
      const inputs = boundedInputs({
        R: filled([3, 3], (i) => R.to1DArray()[i] as number),
        weights: filled([layers * 3, 3], () => 0),
        unit: filled([3, 3], (i) => (i === column % 9 ? 1 : 0)),
      });
      const v = Array.from({ length: layers }, (_, k) => (k === Math.floor(column / 9) ? inputs.unit : null));
      const Hv = hessianTimes(runningErrorOps(HOST_ARITHMETIC), residualOf(layersPerSkip, 3), inputs, v, 3);
      expect([...Hv.data].map((x) => x + 0)).toEqual(H.getColumn(column));
    }
  },
);

test('dual numbers bring the derivative along, by every operation', () => {
  const big = (data: readonly number[]): BigTensor => ({ shape: [2, 2], data: data.map(BigInt) });
  const [x, v] = [big([2, -3, 5, 7]), big([1, 4, -2, 3])];
  const f = <T>(tf: Polynomial<T>, x: T): T => {
    const c = tf.constant({ shape: [2, 2], data: [3, 1, -4, 2] });
    const y = tf.sub(tf.matMul(x, tf.matMul(c, x)), tf.mul(tf.scalar(5), x));
    return tf.sub(tf.add(c, tf.mul(y, x)), tf.sub(tf.eye(2), tf.matMul(x, c)));
  };
  const along = (t: number) =>
    f(bigintOps, bigintOps.add(x, bigintOps.mul(bigintOps.scalar(t), v))).data.map(Number);
  // Of a cubic in t this is the derivative at 0, exactly.
  const [p1, m1, p2, m2] = [1, -1, 2, -2].map(along) as [number[], number[], number[], number[]];
  const derivative = p1.map((_, i) => (8 * (at(p1, i) - at(m1, i)) - (at(p2, i) - at(m2, i))) / 12);
  const dual: Dual<BigTensor> = f(dualOps(bigintOps), { value: x, tangent: v });
  expect(dual.value.data.map(Number)).toEqual(along(0));
  expect(dual.tangent?.data.map(Number)).toEqual(derivative);
});

const at = (list: readonly number[], i: number) => list[i] as number;

/** R by a seed of the size, with the extreme singular values of M. */
function targetFor(blocks: number, d: number) {
  const R = targetOf(randomFrom(100 * blocks + d), d);
  const singular = new SingularValueDecomposition(Matrix.eye(d).sub(R)).diagonal;
  return { R, sigmaMax: Math.max(...singular), sigmaMin: Math.min(...singular) };
}

/** Quarters from −2 to 2, M = I − R being nonsingular. */
function targetOf(random: Random, d: number): Matrix {
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
function hessianOf(network: Network, R: Matrix): Matrix {
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
type Moved = readonly [index: number, value: number];

/** ½‖P − R‖² where all weights but a few are zero; a block without any of them is the identity. */
function lossAt({ layersPerSkip, d }: Network, R: Matrix, moved: readonly Moved[]): number {
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

/**
 * max|λ|/min|λ|, with its relative error: eigenvalues of a symmetric n × n matrix come with errors of
 * a small multiple of n·u·max|λ| (Golub & Van Loan 2013, §8.3), which weighs κ times as much in the smallest.
 */
function conditionOf(H: Matrix) {
  const sizes = new EigenvalueDecomposition(H, { assumeSymmetric: true }).realEigenvalues.map(Math.abs);
  const condition = Math.max(...sizes) / Math.min(...sizes);
  return { condition, relativeError: 10 * H.rows * 2 ** -53 * condition };
}
