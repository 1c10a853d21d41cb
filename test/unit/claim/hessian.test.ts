import { Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { filled } from '../../../src/claim/draw.ts';
import { type Dual, dualOps, type Polynomial } from '../../../src/claim/dual.ts';
import { hessianTimes } from '../../../src/claim/hessian.ts';
import { boundedInputs, runningErrorOps } from '../../../src/claim/running-error.ts';
import { HOST_ARITHMETIC } from '../../../src/claim/trial.ts';
import { residualOf } from '../../../src/claims/part-4-is-it-about-learning/two-skip-conditions-the-hessian.ts';
import { checkOnHost } from '../../../src/evidence/host-checks.ts';
import { isAsSaid, withHost } from '../../../src/evidence/host-finding.ts';
import {
  conditionOf,
  hessianOf,
  type LinearNetwork,
  lossAt,
  targetFor,
  targetOf,
} from '../../../src/evidence/spectra.ts';
import { randomFrom } from '../../../src/numerics/random.ts';
import { type BigTensor, bigintOps } from '../../support/second-judge.ts';
import { anEvidence } from '../islands/examples.ts';

/*
 * The whole Hessian of what `two-skip-conditions-the-hessian` speaks of, and its eigenvalues. R is made
 * of quarters: then every entry of the Hessian is exact in float64, and only the eigenvalues are not.
 */

test('the host’s findings of the claim are as it says, and of networks and depths enough', () => {
  const found = checkOnHost('two-skip-conditions-the-hessian');
  expect(found.map(({ networks }) => networks)).toEqual([39, 35, 15, 15]);
  expect(found.every(isAsSaid)).toBe(true);
  // Float64 carries it: what rounding may cause is far below what is found.
  expect(found.every(({ allowed }) => allowed < 1e-6)).toBe(true);
  // The claim's own control, by the same eigenvalues: of skips of two the lower bound of one is false.
  const { R, sigmaMin } = targetFor(8, 2);
  const { condition } = conditionOf(hessianOf({ layersPerSkip: 2, blocks: 8, d: 2 }, R));
  const asIfOne = { says: '', networks: 1, relation: 'at least', found: (condition * sigmaMin) / 8 } as const;
  expect(isAsSaid({ ...asIfOne, allowed: 1e-6 })).toBe(false);
});

test('a finding that is otherwise refutes the claim', () => {
  const finding = { says: 'x', networks: 1, found: 1.1, relation: 'is', allowed: 0.01 } as const;
  const evidence = anEvidence();
  expect(withHost(evidence, [])).toEqual(evidence);
  expect(withHost(evidence, [{ ...finding, found: 1.001 }])).toMatchObject({ verdict: 'holds' });
  expect(withHost(evidence, [{ ...finding, relation: 'at least' }])).toMatchObject({ verdict: 'holds' });
  for (const wrong of [
    finding,
    { ...finding, found: null },
    { ...finding, relation: 'at least', found: 0.9 } as const,
  ])
    expect(withHost(evidence, [{ ...finding, found: 1 }, wrong])).toMatchObject({ verdict: 'refuted' });
});

test('the gradient is zero with skips of two and M with skips of one', () => {
  const R = targetOf(randomFrom(7), 3);
  const gradient = (layersPerSkip: 1 | 2, layer: number) => {
    const network: LinearNetwork = { layersPerSkip, blocks: 3, d: 3 };
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
    const network: LinearNetwork = { layersPerSkip, blocks: 3, d: 3 };
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
