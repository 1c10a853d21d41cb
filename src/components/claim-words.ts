import { type Check, checkOf } from '../claim/check.ts';
import type { Claim } from '../claim/claim.ts';
import type { Evidence } from '../claim/evidence-schema.ts';
import { counted, formatNumber } from '../islands/number-format.ts';

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

/** How close errors come to their bound, as a survey found; TeX between $…$. */
export function describeSurvey({ draws, ratio, wide }: NonNullable<Evidence['survey']>): string {
  const found = `in ${counted(draws, 'draw')} at the smallest sizes the largest error came to ${formatNumber(ratio, 2)} of its bound`;
  return wide ? `${found}: ${wide}` : found;
}
