import { beforeAll, describe, expect, test } from 'vitest';
import { checkOf } from '../../../src/claim/check.ts';
import type { Claim } from '../../../src/claim/claim.ts';
import type { Device } from '../../../src/claim/device.ts';
import { casesOf, type Values } from '../../../src/claim/parameters.ts';
import { surveyClaim } from '../../../src/claim/survey.ts';
import { loadClaim } from '../../../src/claims/registry.ts';
import { LEAST_RATIO } from '../../../src/evidence/bound-width.ts';
import { seedOf } from '../../../src/numerics/random.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { FORMULA_IDS } from '../../support/claim-ids.ts';

/*
 * The build surveys each claim that is checked within rounding at the choices its card starts with, by 10,000
 * draws. Here every other choice is surveyed too, by fewer.
 */
const DRAWS = 300;

/** Choices at which no error comes near its bound, and why. A claim may also say so itself, in `wide`. */
const WIDE: readonly { claim: string; when: (values: Values) => boolean; reason: string }[] = [
  {
    claim: 'one-layer-jacobian',
    when: ({ block, g }) => block !== 'T1' && !['gelu', 'silu'].includes(g as string),
    reason:
      'without a factor I + W, and with slopes made of the activation’s own value, automatic differentiation takes the closed form’s very steps, and both round alike',
  },
];

let device: Device;
beforeAll(async () => {
  device = (await openDevice('cpu')).device;
});

const isSaid = (id: string, claim: Claim, values: Values) =>
  ('wide' in claim && claim.wide !== undefined) || WIDE.some((row) => row.claim === id && row.when(values));

describe.each(FORMULA_IDS)('%s', (id) => {
  test('errors come near their bounds at every choice, and none exceeds one', async () => {
    const claim = (await loadClaim(id)) as Claim;
    if (checkOf(claim) !== 'rounded') return;
    for (const values of casesOf(claim.parameters)) {
      const surveyed = await surveyClaim(startingAt(claim, values), {
        device,
        seed: seedOf(id),
        draws: DRAWS,
      });
      const at = JSON.stringify(values);
      const ratio = surveyed?.survey.ratio as number;
      expect(surveyed?.failure, at).toBeNull();
      expect(ratio, at).toBeLessThan(1);
      if (isSaid(id, claim, values)) expect(ratio, `no longer wide: ${at}`).toBeLessThan(LEAST_RATIO);
      else expect(ratio, at).toBeGreaterThanOrEqual(LEAST_RATIO);
    }
  });
});

/** A claim whose choices start at the given ones. */
function startingAt(claim: Claim, values: Values): Claim {
  const parameters = Object.entries(claim.parameters).map(([name, parameter]) => [
    name,
    parameter.type === 'choice' ? { ...parameter, initial: values[name] } : parameter,
  ]);
  return { ...claim, parameters: Object.fromEntries(parameters) };
}
