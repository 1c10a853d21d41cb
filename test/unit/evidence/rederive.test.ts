import { beforeAll, describe, expect, test } from 'vitest';
import { defineExperiment } from '../../../src/claim/claim.ts';
import type { Evidence } from '../../../src/claim/evidence-schema.ts';
import { initialValues } from '../../../src/claim/parameters.ts';
import { runClaim } from '../../../src/claim/run-claim.ts';
import { loadClaim } from '../../../src/claims/registry.ts';
import { agreesWithItself } from '../../../src/evidence/rederive.ts';
import { seedOf } from '../../../src/numerics/random.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { FORMULA_IDS } from '../../support/claim-ids.ts';

const numbered = { quantity: 'number', says: 'the median of 0 to 15', statistic: 'median' } as const;
const criterion = (threshold: number) => ({ ...numbered, relation: 'above', threshold }) as const;

/** Measures 0 to 15: its median's interval is around 7, so that a threshold of 7 is undecided. */
const experiment = (...thresholds: number[]) =>
  defineExperiment({
    title: 'Numbers',
    statement: 'x > 1',
    hypotheses: ['none'],
    parameters: {},
    seeds: 16,
    isLong: false,
    trainings: 0,
    observe: async (_lab, _values, seeds) => ({ number: seeds.map((_, i) => i) }),
    criteria: thresholds.map(criterion),
    published: 'undecided',
    control: { says: 'x > 20', criteria: [criterion(20)] },
    sources: ['he2015resnet'],
  });

const EXPERIMENTS = { holds: experiment(1), undecided: experiment(1, 7), refuted: experiment(7, 30, 1) };

/** Evidence as it is found, read back from JSON. */
async function evidenceOf(id: string): Promise<Evidence> {
  const claim = EXPERIMENTS[id as keyof typeof EXPERIMENTS] ?? (await loadClaim(id));
  if (!claim) throw new Error(`There is no claim "${id}".`);
  const { device } = await openDevice('cpu');
  const options = { values: initialValues(claim.parameters), seed: seedOf(id), device };
  return JSON.parse(JSON.stringify(await runClaim(id, claim, options)));
}

/** Experiments of the argument may take minutes; those above stand for them. */
test.each([...FORMULA_IDS, ...Object.keys(EXPERIMENTS)])(
  '%s: what a run finds agrees with itself',
  async (id) => {
    expect(agreesWithItself(await evidenceOf(id))).toBe(true);
  },
);

/** Changes one thing of a copy. */
type Forgery = (copy: { -readonly [Key in keyof Evidence]: Evidence[Key] }) => void;

function set(object: unknown, values: object): void {
  Object.assign(object as object, values);
}

const ANY: Record<string, Forgery> = {
  'the run is refuted': (e) => set(e, { verdict: 'refuted' }),
  'the run is undecided': (e) => set(e, { verdict: 'undecided', reason: 'control not refuted' }),
  'the check is refuted': (e) => set(e.claimed, { verdict: 'refuted' }),
  'the control holds': (e) => set(e.control, { verdict: 'holds' }),
  'nothing was measured': (e) => set(e.claimed, { measurement: null }),
  'the control measured nothing': (e) => set(e.control, { measurement: null }),
  'another kind of thing was measured': (e) =>
    set(e, { kind: e.kind === 'witness' ? 'identity' : 'witness' }),
};
const DIFFERENCE: Record<string, Forgery> = {
  'an error beyond the bound': (e) => set(e.claimed.measurement, { error: 1e9 }),
  'an error that is not finite': (e) => set(e.claimed.measurement, { error: null }),
  'a control without an error': (e) => set(e.control.measurement, { error: 0 }),
  'another left side': (e) => set(e.claimed.at, { left: (e.claimed.at?.left ?? 0) + 1 }),
  'no entry': (e) => set(e.claimed, { at: null }),
};
const FORGERIES: Record<string, Record<string, Forgery>> = {
  'one-layer-skip-folds': {
    ...ANY,
    ...DIFFERENCE,
    'a bound, in an exact check': (e) => set(e.claimed.measurement, { bound: 1e-6 }),
    'fewer trials': (e) => set(e.claimed, { trials: 1 }),
    'a smaller chance of a false pass': (e) => set(e.falsePass, { exponent: -40 }),
    'a set of nothing': (e) => set(e.falsePass, { setSize: 0 }),
    'no chance of a false pass': (e) => set(e, { falsePass: null }),
  },
  'sigmoid-skip-folds': {
    ...ANY,
    ...DIFFERENCE,
    'a chance of a false pass, in a rounded check': (e) =>
      set(e, { falsePass: { degree: 1, setSize: 10, perSignPattern: false, exponent: -30 } }),
  },
  'two-layer-block-computes-xor': {
    ...ANY,
    'a margin of 0': (e) => set(e.claimed.measurement, { margin: 0 }),
    'a control with a margin': (e) => set(e.control.measurement, { margin: 1 }),
  },
  undecided: {
    'the run holds': (e) => set(e, { verdict: 'holds', reason: null }),
    'the run and its check hold': (e) => {
      set(e, { verdict: 'holds', reason: null });
      set(e.claimed, { verdict: 'holds', reason: null });
    },
    'a finding holds': (e) => set(e.findings?.[1], { verdict: 'holds' }),
    'a finding lies elsewhere': (e) => set(e.findings?.[1], { low: 100, high: 101 }),
    'no findings': (e) => set(e, { findings: null }),
    'the finding that holds decides': (e) => {
      set(e, { verdict: 'holds', reason: null });
      set(e.claimed, {
        verdict: 'holds',
        reason: null,
        measurement: { ...e.claimed.measurement, threshold: 1 },
      });
    },
  },
};

describe.each(Object.entries(FORGERIES))('%s is seen to be forged where it says', (id, forgeries) => {
  let found: Evidence;
  beforeAll(async () => {
    found = await evidenceOf(id);
  });

  test.each(Object.entries(forgeries))('%s', (_, forge) => {
    const copy = structuredClone(found);
    forge(copy);
    expect(copy).not.toEqual(found);
    expect(agreesWithItself(copy)).toBe(false);
  });
});
