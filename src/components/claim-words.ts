import { type Check, checkOf } from '../claim/check.ts';
import type { Claim } from '../claim/claim.ts';

const KINDS: Record<Claim['kind'], string> = {
  identity: 'Identity',
  witness: 'Witness',
  trajectory: 'Trajectory',
  experiment: 'Experiment',
};
const CHECKS: Record<Check, string> = {
  exact: 'exact',
  rounded: 'within a derived bound',
  interval: 'measured, not proved',
};

/** A claim's kind and how it is judged, in a reader's words. */
export function kindOf(claim: Claim): string {
  return `${KINDS[claim.kind]}, ${CHECKS[checkOf(claim)]}`;
}

/** What a run of the claim measures. */
export function measureOf(claim: Claim): string {
  if (claim.kind === 'witness') return 'Margin';
  return { exact: 'Difference', rounded: 'Largest error', interval: 'Interval' }[checkOf(claim)];
}
