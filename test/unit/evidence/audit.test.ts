import { expect, test } from 'vitest';
import type { Claim } from '../../../src/claim/claim.ts';
import { loadClaim } from '../../../src/claims/registry.ts';
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
