import fc from 'fast-check';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Claim, Identity, Witness } from '../../src/claim/claim.ts';
import type { Device, Program } from '../../src/claim/device.ts';
import { integerDraw, magnitudeDraw } from '../../src/claim/draw.ts';
import { magnitudeOps } from '../../src/claim/magnitude.ts';
import type { Ops } from '../../src/claim/ops.ts';
import { casesOf, type Values } from '../../src/claim/parameters.ts';
import { runClaim } from '../../src/claim/run-claim.ts';
import { loadClaim } from '../../src/claims/registry.ts';
import { largestExactInteger } from '../../src/numerics/arithmetic.ts';
import type { HostTensor } from '../../src/numerics/host-tensor.ts';
import { randomFrom, seedOf } from '../../src/numerics/random.ts';
import { openDevice } from '../../src/runtime/ladder.ts';
import { tensorCount } from '../../src/runtime/tensor-device.ts';
import { seeds, valuesOf } from '../support/arbitraries.ts';
import { FORMULA_IDS } from '../support/claim-ids.ts';
import { type BigTensor, bigintOps, toBig, withoutActivations } from '../support/second-judge.ts';

/** Software GPUs pay for each operation, not for its size; still, 64 columns show no more than 16. */
const LARGEST = 16;
/** Claims about an activation itself, of which nothing is left for integers. */
const BEYOND_INTEGERS = [
  {
    claim: 'sigmoid-skip-loses-the-signal',
    backend: 'all',
    reason: 'it is an inequality that only the sigmoid’s slope makes true',
  },
] as const;
/** Random sizes and seeds tried of each claim, besides the cases that CI judges. */
const RUNS = 8;

const backend = inject('backend');
let device: Device;

beforeAll(async () => {
  device = (await openDevice(backend)).device;
}, 60_000);

test('the device is the one that was asked for, and computes in float32', () => {
  expect(device.backend).toBe(backend);
  expect(device.arithmetic).toMatchObject({ precision: 24, unitRoundoff: 2 ** -24 });
});

// What experiments come to stands in experiments.test.ts.
describe.each(FORMULA_IDS)('%s', (id) => {
  let claim: Claim;
  beforeAll(async () => {
    claim = (await loadClaim(id)) as Claim;
  });

  test('holds in every case that CI judges, and its control is refuted', async () => {
    for (const values of casesOf(claim.parameters)) {
      const evidence = await runClaim(id, claim, { values, seed: seedOf(id), device });
      expect(evidence).toMatchObject({ verdict: 'holds', backend, control: { verdict: 'refuted' } });
    }
  });

  test('holds for any parameters and seed', async () => {
    await fc.assert(
      fc.asyncProperty(valuesOf(claim.parameters, LARGEST), seeds, async (values, seed) => {
        const evidence = await runClaim(id, claim, { values, seed, device });
        expect(evidence).toMatchObject({ verdict: 'holds', control: { verdict: 'refuted' } });
      }),
      { numRuns: RUNS, seed: seedOf(id) },
    );
  });

  const beyond = BEYOND_INTEGERS.some(({ claim }) => claim === id);
  test.skipIf(beyond)('the second judge computes the same numbers', async () => {
    await fc.assert(
      fc.asyncProperty(valuesOf(claim.parameters, 8), seeds, async (values, seed) => {
        if (claim.kind === 'identity') await agreesOnIdentity(claim, values, seed);
        else if (claim.kind === 'witness') await agreesOnWitness(claim, values, seed);
      }),
      { numRuns: 4, seed: seedOf(id) },
    );
  });

  test('leaves no tensor behind', async () => {
    const values = casesOf(claim.parameters)[0] ?? {};
    await runClaim(id, claim, { values, seed: 1, device });
    const before = tensorCount();
    await runClaim(id, claim, { values, seed: 2, device });
    expect(tensorCount()).toBe(before);
  });
});

async function agreesOnIdentity(claim: Identity, drawn: Values, seed: number) {
  // GELU and SiLU multiply by what is passed through: the activation to compare under is the linear one.
  const values = 'g' in drawn && drawn.g !== 'relu' ? { ...drawn, g: 'linear' } : drawn;
  const sides = <T>(tf: Ops<T>, from: Readonly<Record<string, T>>) => {
    const plain = withoutActivations(tf);
    return { left: claim.left(plain, from, values), right: claim.right(plain, from, values) };
  };
  const inputs = claim.draw(values, integerDraw(randomFrom(seed), exactEntries(claim, values, sides)));
  const computed = await device.evaluate(sides, inputs);
  const expected = sides(bigintOps, bigInputs(inputs));
  expect(toBig(computed.left)).toEqual(expected.left);
  expect(toBig(computed.right)).toEqual(expected.right);
  expect(expected.left).toEqual(expected.right);
}

/** The largest of 7, 6, … for which no partial sum of integers up to it can exceed 2²⁴. */
function exactEntries(claim: Identity, values: Values, sides: Program<string, 'left' | 'right'>): number {
  for (let entries = 7; entries > 0; entries--) {
    const { left, right } = sides(magnitudeOps, claim.draw(values, magnitudeDraw(entries).draw));
    if (Math.max(left.peak, right.peak) <= largestExactInteger(24)) return entries;
  }
  throw new RangeError('Not even integers from −1 to 1 stay exact.');
}

async function agreesOnWitness(claim: Witness, values: Values, seed: number) {
  const inputs = claim.draw(values, randomFrom(seed));
  const program = <T>(tf: Ops<T>, from: Readonly<Record<string, T>>) => ({
    observed: claim.observe(tf, from, values),
  });
  const computed = await device.evaluate(program, inputs);
  expect(toBig(computed.observed)).toEqual(program(bigintOps, bigInputs(inputs)).observed);
}

function bigInputs(inputs: Readonly<Record<string, HostTensor>>): Record<string, BigTensor> {
  return Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, toBig(tensor)]));
}
