import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../../src/claim/device.ts';
import { initialValues, type Values } from '../../../src/claim/parameters.ts';
import { runVersion } from '../../../src/claim/run-claim.ts';
import { loadClaim } from '../../../src/claims/registry.ts';
import { seedOf } from '../../../src/numerics/random.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { FORMULA_IDS } from '../../support/claim-ids.ts';
import { type FormulaClaim, type Mutant, mutantsOf } from '../../support/mutants.ts';

/**
 * Faults that leave an equation true, each with the reason. Every other fault planted in an
 * equation must be refuted, or refused because a side is no polynomial any more.
 */
const STAYS_TRUE: Readonly<Record<string, readonly (readonly [faults: RegExp, reason: string])[]>> = {
  'active-hidden-units-fold-locally': [[/^right: mul [12] without its first term$/, 'D(2D − I) = D']],
  'block-is-linear-in-its-own-input': [
    [/^right: matMul 2 negated$/, 'W·0 = 0'],
    [/^right: add 4 without its first term$/, 'W·0 = 0'],
    [/^right: add 5 (?:without its second term|with the other sign)$/, 'the skip of 0 adds 0'],
  ],
  'gradient-keeps-one-additive-term': [
    [/^right: (?:eye 3 left out|add 5 |matMul 4 )/, 'the product beyond the last block is used no more'],
  ],
  'monotone-layer-cannot-xor': [
    [
      /^left: (?:scalar [1348] |mul [1348] without its first|add [14] without its first|add 3 |add 7 with)/,
      'where a coordinate is 0 its weight adds 0',
    ],
    [/^left: mul [2567] without its second term$/, 'where a coordinate is 1 its weight is not changed'],
    [/^left: (?:(?:m1|c) negated|.* for (?:m1|c))$/, 'it holds for every m₁ and c'],
    [/: m2 negated$/, 'm₂ is squared'],
  ],
  'one-layer-jacobian': [
    [/^right: scalar 1 /, 'the slopes of ReLU, the initial activation, are made without it'],
  ],
  'same-start-same-training': [
    [
      /^(?:step|twin): relu 2 left out$/,
      'what the last ReLU cuts has no gradient, whatever the loss says of it',
    ],
  ],
  'skip-after-activation-is-a-block-with-identity': [
    [/^right: add 2 (?:without its second term|with the other sign)$/, 'b₂ = 0'],
    [/^right: relu 2 left out$/, 'the sum is not negative: that is why the two blocks are one'],
  ],
  'two-skip-conditions-the-hessian': [
    [
      /^left: (?:matMul (?:9|15|21) |add (?:2|5|9) )/,
      'with skips of two ṙ = 0 at zero weights, and ṙ is all that the branches’ own values are multiplied by',
    ],
    [/^left: (?:matMul (?:14|20) |add (?:3|7) )/, 'the weights times ȧ is a product of two zeros'],
  ],
  'two-matrices-reach-no-more': [[/^right: (?:T negated|W for T|Wr for T)$/, 'it holds for every T']],
  'two-summands-double-the-step': [
    [
      /^(?:step|twin): relu 1 left out$/,
      'what the last ReLU cuts has no gradient, whatever the loss says of it',
    ],
  ],
  'weight-decay-tells-them-apart': [
    [
      /^(?:step|twin): relu 2 left out$/,
      'what the last ReLU cuts has no gradient, whatever the loss says of it',
    ],
  ],
  'zero-start-of-a-two-layer-branch-is-stuck': [
    [/^left: (?:scalar 1 doubled|mul 1 without its second term)$/, 'it holds for every b₁ ≤ 0'],
    [/^left: (?:matMul 1 |add 1 without)/, 'either W₁ = 0 and b₁ ≤ 0, or W₂ = 0 hides it'],
    [/^left: (?:matMul 2 negated|add 2 without its first term)$/, 'the branch gives 0'],
    [/^left: (?:W2 (?:negated|transposed)|.* for W2)$/, 'it holds for every W₂'],
    [/^left: zero[12] for zero[12]$/, 'both are 0'],
  ],
  'zero-weights-pass-the-signal': [
    [/^left: (?:matMul [12]|add [12]|relu 1) /, 'W = 0 and b = 0: the branch gives 0, layer by layer'],
    [/^left: add 3 without its first term$/, 'the branch gives 0'],
    [/^left: relu 2 left out$/, 'a ≥ 0'],
  ],
};

/**
 * Claims that something exists, or is not exceeded: many a faulty formula is another true one. Here
 * are the faults that make theirs false, and must be refuted.
 */
const MADE_FALSE: Readonly<Record<string, readonly string[]>> = {
  'relu-after-the-sum-masks-the-gradient': [
    'observe: add 1 with the other sign',
    'observe: add 1 without its second term',
    'observe: relu 1 left out',
    'observe: relu 1 of the negated',
    'observe: w negated',
    'observe: x negated',
  ],
  'relu-is-not-the-reason': [
    'observe: matMul 1 negated',
    'observe: add 1 without its first term',
    'observe: relu 1 left out',
    'observe: W negated',
    'observe: x negated',
  ],
  'sigmoid-skip-loses-the-signal': [
    'left: scalar 1 halved',
    'left: scalar 1 negated',
    'left: sigmoid 1 left out',
    'left: sigmoid 6 left out',
    'left: add 3 without its second term',
    'left: relu 1 left out',
    'left: x for W',
  ],
  'skip-after-activation-does-not-fold': [
    'observe: relu 1 left out',
    'observe: add 2 without its first term',
    'observe: add 2 without its second term',
    'observe: W negated',
    'observe: b negated',
  ],
  'two-layer-block-computes-xor': [
    'observe: relu 1 left out',
    'observe: add 2 with the other sign',
    'observe: add 2 without its second term',
    'observe: W1 transposed',
    'observe: W2 transposed',
    'observe: W2 negated',
    'observe: b1 negated',
    'observe: W2 for W1',
  ],
  'two-layer-block-is-not-one-layer': [
    'observe: relu 1 left out',
    'observe: matMul 2 negated',
    'observe: add 2 without its first term',
    'observe: add 3 without its first term',
    'observe: W1 negated',
  ],
};

let device: Device;
beforeAll(async () => {
  device = (await openDevice('cpu')).device;
});

let tried = 0;
let caught = 0;
afterAll(() => console.info(`Planted faults: ${tried} tried, ${caught} caught.`));

describe.each(FORMULA_IDS)('%s', (id) => {
  test('notices faults planted in its formulas', async () => {
    const claim = (await loadClaim(id)) as FormulaClaim;
    const values = initialValues(claim.parameters);
    const mutants = mutantsOf(claim, values);
    const madeFalse = MADE_FALSE[id];
    const survivors: string[] = [];
    for (const mutant of mutants) {
      if (madeFalse && !madeFalse.includes(mutant.says)) continue;
      tried += 1;
      if (await isCaught(id, mutant, values)) caught += 1;
      else survivors.push(mutant.says);
    }
    if (madeFalse) {
      expect(madeFalse.length).toBeGreaterThanOrEqual(3);
      expect(mutants.map(({ says }) => says)).toEqual(expect.arrayContaining([...madeFalse]));
      expect(survivors).toEqual([]);
      return;
    }
    const allowed = STAYS_TRUE[id] ?? [];
    const unexplained = survivors.filter((says) => !allowed.some(([faults]) => faults.test(says)));
    expect(
      unexplained,
      'faults that pass: sharpen the claim, or say in STAYS_TRUE why it stays true',
    ).toEqual([]);
    const idle = allowed.filter(([faults]) => !survivors.some((says) => faults.test(says)));
    expect(idle, 'rows of STAYS_TRUE that no fault needs').toEqual([]);
    expect(mutants.length - survivors.length).toBeGreaterThanOrEqual(3);
  });
});

/** True where the faulty claim is refuted, or refused because nothing exact can be said of it. */
async function isCaught(id: string, { claim }: Mutant, values: Values): Promise<boolean> {
  try {
    const { verdict, reason } = await runVersion(claim, 'claimed', { values, seed: seedOf(id), device });
    // The root of a variance made negative, say: undecided, and so no pass either.
    return verdict === 'refuted' || reason === 'not finite';
  } catch (error) {
    if (error instanceof TypeError && error.message.includes('polynomials')) return true;
    throw error;
  }
}
