import type { Claim } from '../../src/claim/claim.ts';
import { CLAIM_IDS, loadClaim } from '../../src/claims/registry.ts';

const ALL = await Promise.all(CLAIM_IDS.map(async (id) => ({ id, claim: (await loadClaim(id)) as Claim })));

const idsWhere = (is: (claim: Claim) => boolean): readonly string[] =>
  ALL.filter(({ claim }) => is(claim)).map(({ id }) => id);

/** Claims that are checked at one draw as at any other. */
export const FORMULA_IDS = idsWhere(({ kind }) => kind !== 'experiment');

/** Claims about a sample of seeds: another sample may come out otherwise. */
export const EXPERIMENT_IDS = idsWhere(({ kind }) => kind === 'experiment');

/** All claims but the experiments that take minutes. */
export const QUICK_IDS = idsWhere((claim) => claim.kind !== 'experiment' || !claim.isLong);
