import { expect, inject, test } from 'vitest';
import type { Parameters, Values } from '../../src/claim/parameters.ts';
import { runClaim } from '../../src/claim/run-claim.ts';
import { loadClaim } from '../../src/claims/registry.ts';
import { openDevice } from '../../src/runtime/ladder.ts';
import { tensorCount } from '../../src/runtime/tensor-device.ts';
import { FORMULA_IDS } from '../support/claim-ids.ts';

/** The smallest sizes a claim declares, up to 2: a thousand runs on a software GPU take seconds then. */
function smallest(parameters: Parameters): Values {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      parameter.type === 'choice' ? parameter.initial : Math.min(parameter.max, Math.max(parameter.min, 2)),
    ]),
  );
}

test('1,000 runs leave no tensor behind', async () => {
  const { device } = await openDevice(inject('backend'));
  const claims = await Promise.all(FORMULA_IDS.map(async (id) => ({ id, claim: await loadClaim(id) })));
  const before = tensorCount();
  for (let run = 0; run < 1_000; run++) {
    // Mostly the witness, which takes two evaluations; every tenth run another claim.
    const { id, claim } =
      (run % 10 === 0
        ? claims[(run / 10) % claims.length]
        : claims.find(({ id }) => id === 'two-layer-block-is-not-one-layer')) ?? {};
    if (!id || !claim) throw new Error('no claim');
    const values = smallest(claim.parameters);
    const { verdict } = await runClaim(id, claim, { values, seed: run, device });
    expect(verdict).toBe('holds');
  }
  expect(tensorCount()).toBe(before);
}, 300_000);
