import { beforeAll, expect, inject, test } from 'vitest';
import { checkOf } from '../../src/claim/check.ts';
import type { Claim } from '../../src/claim/claim.ts';
import type { Device } from '../../src/claim/device.ts';
import { surveyClaim } from '../../src/claim/survey.ts';
import { CLAIM_IDS, loadClaim } from '../../src/claims/registry.ts';
import { LEAST_RATIO } from '../../src/evidence/bound-width.ts';
import { seedOf } from '../../src/numerics/random.ts';
import { openDevice } from '../../src/runtime/ladder.ts';
import { tensorCount } from '../../src/runtime/tensor-device.ts';

const backend = inject('backend');

/**
 * As many as the build makes in Node: a GPU's own activations, divisions and roundings must stay below the
 * bound too, and come near it. Draws are a dimension of the tensors, so that GPUs in software have them in seconds.
 */
const DRAWS = 10_000;

let device: Device;

beforeAll(async () => {
  device = (await openDevice(backend)).device;
}, 60_000);

test.each(CLAIM_IDS)(
  '%s: errors come near their bound at the smallest sizes, and none exceeds it',
  async (id) => {
    const claim = (await loadClaim(id)) as Claim;
    const before = tensorCount();
    const surveyed = await surveyClaim(claim, { device, seed: seedOf(`${id} on ${backend}`), draws: DRAWS });
    expect(surveyed === null).toBe(checkOf(claim) !== 'rounded');
    if (!surveyed) return;
    const { survey, failure } = surveyed;
    console.log(`${id} on ${backend}: ${survey.ratio}`);
    expect(failure).toBeNull();
    expect(survey.draws).toBe(DRAWS);
    expect(survey.ratio).toBeLessThan(1);
    if (survey.wide === null) expect(survey.ratio).toBeGreaterThanOrEqual(LEAST_RATIO);
    expect(tensorCount()).toBe(before);
  },
);
