import { expect, inject, test } from 'vitest';
import { runClaim } from '../../src/claim/run-claim.ts';
import { CLAIM_IDS, loadClaim } from '../../src/claims/registry.ts';
import { openDevice } from '../../src/runtime/ladder.ts';
import { tensorCount } from '../../src/runtime/tensor-device.ts';

/** Small enough that a thousand runs on a software GPU take seconds. */
const SMALL = { n: 2, m: 2, batch: 64, layers: 1, g: 'gelu' };

test('1,000 runs leave no tensor behind', async () => {
  const { device } = await openDevice(inject('backend'));
  const claims = await Promise.all(CLAIM_IDS.map(async (id) => ({ id, claim: await loadClaim(id) })));
  const before = tensorCount();
  for (let run = 0; run < 1_000; run++) {
    // Mostly the witness, which takes two evaluations; every tenth run another claim.
    const { id, claim } =
      (run % 10 === 0
        ? claims[(run / 10) % claims.length]
        : claims.find(({ claim }) => claim?.kind === 'witness')) ?? {};
    if (!id || !claim) throw new Error('no claim');
    const values = Object.fromEntries(
      Object.keys(claim.parameters).map((name) => [name, SMALL[name as keyof typeof SMALL]]),
    );
    const { verdict } = await runClaim(id, claim, { values, seed: run, device });
    expect(verdict).toBe('holds');
  }
  expect(tensorCount()).toBe(before);
}, 300_000);
