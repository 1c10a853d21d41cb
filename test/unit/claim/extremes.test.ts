import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../src/claim/claim.ts';
import type { Values } from '../../../src/claim/parameters.ts';
import { runClaim } from '../../../src/claim/run-claim.ts';
import { planExact } from '../../../src/claim/run-identity.ts';
import { CLAIM_IDS, loadClaim } from '../../../src/claims/registry.ts';
import { seedOf } from '../../../src/numerics/random.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';

/** An exact check of more trials than this makes a reader wait. */
const MOST_TRIALS = 400;

/** The smallest and the largest sizes a claim declares, with every option of its choices. */
function extremesOf({ parameters }: Claim): Values[] {
  return (['min', 'max'] as const).flatMap((end) =>
    Object.entries(parameters).reduce<Values[]>(
      (all, [name, parameter]) =>
        all.flatMap((values) =>
          (parameter.type === 'choice' ? parameter.options : [parameter[end]]).map((value) => ({
            ...values,
            [name]: value,
          })),
        ),
      [{}],
    ),
  );
}

describe.each(CLAIM_IDS)('%s', (id) => {
  test('can be checked exactly in float32 at every size it declares, where its check is exact', async () => {
    const claim = (await loadClaim(id)) as Claim;
    if (claim.kind !== 'identity' || claim.check !== 'exact') return;
    for (const values of extremesOf(claim)) {
      const { trials } = planExact(claim, values, 24);
      expect(trials, JSON.stringify(values)).toBeGreaterThan(0);
      expect(trials, JSON.stringify(values)).toBeLessThanOrEqual(MOST_TRIALS);
    }
  });

  test('is decided at every size it declares, where it is a trajectory: no training diverges', async () => {
    const claim = (await loadClaim(id)) as Claim;
    if (claim.kind !== 'trajectory') return;
    const { device } = await openDevice('cpu');
    for (const values of extremesOf(claim)) {
      const { verdict, reason } = await runClaim(id, claim, { values, seed: seedOf(id), device });
      expect({ verdict, reason }, JSON.stringify(values)).toEqual({ verdict: 'holds', reason: null });
    }
  }, 240_000);
});
