import { expect, test } from 'vitest';
import type { Claim } from '../../../src/claim/claim.ts';
import { CLAIM_IDS, loadClaim } from '../../../src/claims/registry.ts';
import { auditClaim } from '../../../src/evidence/audit.ts';

const ID = 'one-layer-skip-folds';
const sound = (await loadClaim(ID)) as Claim;

test('a sound claim is without a finding', () => {
  expect(auditClaim(ID, sound)).toBeNull();
});

test.each([
  ['hypotheses', { hypotheses: [String.raw`$\va and $\vb$ have as many rows`] }],
  ['control', { control: { ...sound.control, says: String.raw`$\mI$ is left out$` } }],
])(
  'a formula in the %s that does not end is found, though KaTeX would set what there is',
  (property, change) => {
    const found = auditClaim(ID, { ...sound, ...change } as Claim);
    expect(found).toMatchObject({ name: 'BrokenTeX', property });
    expect(found?.message).toMatch(/ does not end: ".*" has an odd number of dollar signs\.$/);
  },
);

test.each([
  ['contrl', 'Did you mean "control"?'],
  ['hypothesis', 'Did you mean "hypotheses"?'],
  ['colour', 'It has title, statement, '],
])('a property that no identity has is named, before what it may have been meant for: %s', (name, hint) => {
  const { control: _, ...rest } = sound as Claim & { control: unknown };
  const found = auditClaim(ID, { ...rest, [name]: 1 } as unknown as Claim);
  expect(found).toMatchObject({ name: 'IncompleteClaim', property: name });
  expect(found?.message).toBe(`The claim "${ID}" has a property "${name}", which is none of an identity’s.`);
  expect(found?.hint).toContain(hint);
});

test('a check that is neither exact nor rounded is no check', () => {
  const found = auditClaim(ID, { ...sound, check: 'roundd' } as unknown as Claim);
  expect(found).toMatchObject({ name: 'IncompleteClaim', property: 'check' });
});

test.each(CLAIM_IDS)('every property of %s is one that its kind has', async (id) => {
  expect(auditClaim(id, await loadClaim(id))).toBeNull();
});
