import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../../src/claim/device.ts';
import { initialValues, type Values } from '../../../src/claim/parameters.ts';
import { runVersion } from '../../../src/claim/run-claim.ts';
import { loadClaim } from '../../../src/claims/registry.ts';
import { seedOf } from '../../../src/numerics/random.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { FORMULA_IDS } from '../../support/claim-ids.ts';
import {
  FAULT_KINDS,
  type FaultKind,
  type FormulaClaim,
  type Mutant,
  mutantsOf,
} from '../../support/mutants.ts';

type Reasons = readonly (readonly [faults: RegExp, reason: string])[];

const TRAINING: Reasons = [
  [
    /(?:step|twin): relu [12] left out$/,
    'what the last ReLU cuts has no gradient, whatever the loss says of it',
  ],
];
const ADAM: Reasons = [
  [/^adam, (?:step|twin): mul \d+ without its second term$/, 'what a share is an average of is 1'],
  [/^adam, .*: (meanShare|squareShare) \w+ for \1 /, 'the shares of all that is trained are equal'],
];
const CLIPPING: Reasons = [
  [
    /^sgd, clipped, .*: (?:scalar 1 (?:doubled|halved)|mul 1 without its first term)$/,
    'of a step that is clipped the gradient gives the direction alone',
  ],
  [/^sgd, clipped, .*: relu [35] left out$/, 'every step here is longer than the threshold'],
];

/**
 * Faults that leave a statement true, each with the reason. Every other fault planted in a formula must
 * be refuted, or refused because a side is no polynomial any more and nothing exact can be said of it.
 */
const STAYS_TRUE: Readonly<Record<string, Reasons>> = {
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
  'monotone-unit-has-no-threshold-for-xor': [
    [/^observe: (?:m1|m2|cuts) negated$/, 'with each number its opposite is among those tried'],
  ],
  'one-layer-jacobian': [
    [/^right: scalar 1 /, 'the slopes of ReLU, the initial activation, are made without it'],
  ],
  'relu-after-the-sum-masks-the-gradient': [
    [
      /^observe: (?:matMul 3 |add 2 (?:without its second|with)|bottom negated|top for bottom)/,
      'what the ReLU gives is 0, wherever it is put',
    ],
  ],
  'relu-is-not-the-reason': [
    [
      /^observe: add 1 with(?:out its second term| the other sign)$/,
      'Wx alone is negative too, and so is Wx − x',
    ],
    [
      /^observe: (?:matMul 2 negated|add 2 without its first term|first negated|second for first)$/,
      'what the ReLU gives is 0, wherever it is put',
    ],
    [/^observe: W transposed$/, 'the entries of Wᵀ have the same scale'],
  ],
  'same-start-same-training': [...TRAINING, ...ADAM, ...CLIPPING],
  'sigmoid-skip-loses-the-signal': [
    [/^left: (?:scalar 1 doubled|mul 1 without its first term)$/, 'what is allowed is more'],
    [
      /^left: (?:matMul \d|add (?:2|4|6|8|10|12) |add (?:3|5|7|9|11|13) without its first)/,
      'the branch gives 0: its weights and biases are',
    ],
    [/^left: (?:relu [34] left out|add 14 )/, 'a part of the distance is no more than all of it'],
    [/^left: (?:[xy] (?:negated|transposed)|.* for [xy])$/, 'it holds for every x and y'],
    [/^right: (?:scalar|mul 1 without its second|x |. for x)/, 'a product with 0 is 0'],
  ],
  'skip-after-activation-does-not-fold': [
    [/^observe: relu 1 of the negated$/, 'x + ReLU(k − x) is no layer either: the margin shows it'],
    [/^observe: add 2 with the other sign$/, 'x − ReLU(x − k) is none either'],
  ],
  'skip-after-activation-is-a-block-with-identity': [
    [/^right: add 2 (?:without its second term|with the other sign)$/, 'b₂ = 0'],
    [/^right: relu 2 left out$/, 'the sum is not negative: that is why the two blocks are one'],
  ],
  'two-layer-block-computes-xor': [
    [/^observe: relu 2 left out$/, 'it computes XOR with or without the last ReLU'],
  ],
  'two-layer-block-is-not-one-layer': [
    [
      /^observe: (?:add [13] with|relu 1 of the negated|W2 for W1|b1 negated)/,
      'it is another block, and no single layer either: the margin shows that of any function',
    ],
    [/^observe: relu 2 left out$/, 'the outputs on the segment are positive'],
  ],
  'two-matrices-reach-no-more': [[/^right: (?:T negated|W for T|Wr for T)$/, 'it holds for every T']],
  'two-skip-conditions-the-hessian': [
    [
      /^left: (?:matMul (?:9|15|21) |add (?:2|5|9) )/,
      'with skips of two ṙ = 0 at zero weights, and ṙ is all that the branches’ own values are multiplied by',
    ],
    [/^left: (?:matMul (?:14|20) |add (?:3|7) )/, 'the weights times ȧ is a product of two zeros'],
  ],
  'two-summands-double-the-step': [
    ...TRAINING,
    ...ADAM,
    ...CLIPPING,
    [
      /(?:step|carry): (velocity|mean|square) Wr? for \1 Wr?$/,
      'both summands have one gradient: what the rule keeps of each is equal',
    ],
  ],
  'weight-decay-tells-them-apart': TRAINING,
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

let device: Device;
beforeAll(async () => {
  device = (await openDevice('cpu')).device;
});

/** How many faults of each kind, and what became of them. */
const planted = new Map<FaultKind, number>();
const fates = { refuted: 0, refused: 0, 'not finite': 0, 'stays true': 0, unnoticed: 0 };

afterAll(() => {
  const { refuted, refused, 'not finite': notFinite, 'stays true': staysTrue, unnoticed } = fates;
  const caught = refuted + refused + notFinite;
  const kinds = [...planted].map(([kind, count]) => `${count} of ${kind}`).join(', ');
  console.info(
    `Planted faults: ${caught + staysTrue + unnoticed} (${kinds}). ${staysTrue} leave the statement true, ` +
      `each with its reason. ${caught + unnoticed} make it false, of which caught: ` +
      `${unnoticed === 0 ? 'all' : caught}. ${refuted} were refuted, ${refused} refused as nothing exact ` +
      `can be said of them, ${notFinite} undecided as no number was left.`,
  );
});

describe.each(FORMULA_IDS)('%s', (id) => {
  test('notices every fault planted in its formulas', async () => {
    const claim = (await loadClaim(id)) as FormulaClaim;
    const allowed = STAYS_TRUE[id] ?? [];
    const passed: string[] = [];
    const unexplained: string[] = [];
    let refuted = 0;
    for (const { values, prefix } of casesFor(claim)) {
      for (const mutant of mutantsOf(claim, values)) {
        const says = `${prefix}${mutant.says}`;
        const isExplained = allowed.some(([faults]) => faults.test(says));
        const found = await fateOf(id, mutant, values);
        const fate = found !== 'passed' ? found : isExplained ? 'stays true' : 'unnoticed';
        planted.set(mutant.kind, (planted.get(mutant.kind) ?? 0) + 1);
        fates[fate] += 1;
        if (fate === 'refuted') refuted += 1;
        if (found === 'passed') passed.push(says);
        if (fate === 'unnoticed') unexplained.push(says);
      }
    }
    expect(
      unexplained,
      'faults that pass: sharpen the claim, or say in STAYS_TRUE why it stays true',
    ).toEqual([]);
    const idle = allowed.filter(([faults]) => !passed.some((says) => faults.test(says)));
    expect(idle, 'rows of STAYS_TRUE that no fault needs').toEqual([]);
    expect(refuted).toBeGreaterThanOrEqual(3);
  });
});

test('the kinds of fault are all planted', () => {
  expect([...planted.keys()].sort()).toEqual([...FAULT_KINDS].sort());
});

/** Where faults are planted: at the initial values, and of a training by every rule that it knows. */
function casesFor({ kind, parameters }: FormulaClaim): { values: Values; prefix: string }[] {
  const values = initialValues(parameters);
  const rules = Object.entries(parameters).find(([, { type }]) => type === 'choice');
  if (kind !== 'trajectory' || rules?.[1].type !== 'choice') return [{ values, prefix: '' }];
  const [name, { options }] = rules;
  return options.map((rule) => ({ values: { ...values, [name]: rule }, prefix: `${rule}, ` }));
}

/** What becomes of a faulty claim; that it passes is the only way not to notice the fault. */
async function fateOf(
  id: string,
  { claim }: Mutant,
  values: Values,
): Promise<'refuted' | 'refused' | 'not finite' | 'passed'> {
  try {
    const { verdict, reason } = await runVersion(claim, 'claimed', { values, seed: seedOf(id), device });
    if (verdict === 'holds') return 'passed';
    // The root of a variance made negative, say: undecided, and so no pass either.
    if (verdict === 'undecided' && reason !== 'not finite')
      throw new Error(`"${id}" is undecided: ${reason}.`);
    return verdict === 'refuted' ? 'refuted' : 'not finite';
  } catch (error) {
    if (error instanceof TypeError && error.message.includes('polynomials')) return 'refused';
    throw error;
  }
}
