import type { Claim } from '../claim/claim.ts';

/** A claim's kind and how it is judged, in a reader's words. */
export function kindOf(claim: Claim): string {
  if (claim.kind === 'witness') return 'Witness, exact';
  return claim.check === 'exact' ? 'Identity, exact' : 'Identity, within a derived bound';
}

/** What a run of the claim measures. */
export function measureOf(claim: Claim): string {
  if (claim.kind === 'witness') return 'Margin';
  return claim.check === 'exact' ? 'Difference' : 'Largest error';
}
