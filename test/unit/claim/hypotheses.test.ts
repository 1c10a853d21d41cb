import { beforeAll, expect, test } from 'vitest';
import type { Claim, Identity } from '../../../src/claim/claim.ts';
import type { Device } from '../../../src/claim/device.ts';
import type { Draw } from '../../../src/claim/draw.ts';
import { initialValues, type Values } from '../../../src/claim/parameters.ts';
import { runVersion } from '../../../src/claim/run-claim.ts';
import { loadClaim } from '../../../src/claims/registry.ts';
import { seedOf } from '../../../src/numerics/random.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';

/** What a hypothesis may be enforced by, taken away; or the values at which that is seen. */
interface Dropped {
  readonly draw?: <T>(draw: Draw<T>) => Draw<T>;
  readonly values?: Values;
}

const ANY_SIGN: Dropped = {
  draw: (draw) => ({ ...draw, activations: (n, batch) => draw.activations(n, batch) }),
};
const NOT_ZERO: Dropped = {
  draw: (draw) => ({ ...draw, zeros: (rows, columns) => draw.weights(rows, columns) }),
};

/** Without its hypothesis a claim is refuted; or refused, where no exact check of it exists any more. */
const ROWS: readonly (readonly [
  id: string,
  hypothesis: string,
  dropped: Dropped,
  becomes: 'refuted' | 'refused',
])[] = [
  ['active-hidden-units-fold-locally', 'D fits a', ANY_SIGN, 'refused'],
  ['block-is-linear-in-its-own-input', 'the last term is at 0', NOT_ZERO, 'refuted'],
  ['pre-activation-skip-is-a-layer-twice-as-wide', 'signs are drawn apart', ANY_SIGN, 'refused'],
  ['relu-after-the-sum-masks-the-gradient', 'w ≤ −2', { values: { w: -1 } }, 'refuted'],
  ['relu-after-the-sum-masks-the-gradient', 'w ≤ −2', { values: { w: 0 } }, 'refuted'],
  ['sigmoid-skip-loses-the-signal', 'W = 0, b = 0', NOT_ZERO, 'refuted'],
  ['skip-after-activation-does-not-fold', 'k ≥ 2', { values: { k: 1 } }, 'refuted'],
  ['skip-after-activation-is-a-block-with-identity', 'a ≥ 0', ANY_SIGN, 'refused'],
  ['skip-after-activation-is-a-block-with-identity', 'b₂ = 0', NOT_ZERO, 'refused'],
  [
    'two-skip-conditions-the-hessian',
    'all weights are 0',
    { ...NOT_ZERO, values: { skips: 'one: Hw', L: 2, d: 2 } },
    'refuted',
  ],
  [
    'two-skip-conditions-the-hessian',
    'all weights are 0',
    { ...NOT_ZERO, values: { skips: 'one: Hv', L: 2, d: 2 } },
    'refuted',
  ],
  ['zero-start-of-a-two-layer-branch-is-stuck', 'b₁ ≤ 0', ANY_SIGN, 'refused'],
  ['zero-weights-pass-the-signal', 'a ≥ 0', ANY_SIGN, 'refused'],
];

let device: Device;
beforeAll(async () => {
  device = (await openDevice('cpu')).device;
});

test.each(ROWS)('%s without “%s” is no longer held to be true', async (id, _hypothesis, dropped, becomes) => {
  const claim = (await loadClaim(id)) as Claim;
  const bare = dropped.draw ? without(claim as Identity, dropped.draw) : claim;
  const values = { ...initialValues(claim.parameters), ...dropped.values };
  const run = runVersion(bare, 'claimed', { values, seed: seedOf(id), device });
  if (becomes === 'refused') await expect(run).rejects.toThrow('polynomials');
  else expect(await run).toMatchObject({ verdict: 'refuted' });
});

function without(claim: Identity, change: <T>(draw: Draw<T>) => Draw<T>): Identity {
  return { ...claim, draw: (values, draw) => claim.draw(values, change(draw)) };
}
