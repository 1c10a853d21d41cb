import type { Claim } from './claim.ts';

/** How a claim's measurement is judged: against nothing but equality, a derived bound, or an interval. */
export type Check = 'exact' | 'rounded' | 'interval';

/** The check of a claim, whatever its kind. */
export function checkOf(claim: Claim): Check {
  switch (claim.kind) {
    case 'identity':
      return claim.check;
    case 'witness':
      return 'exact';
    case 'trajectory':
      return 'rounded';
    case 'experiment':
      return 'interval';
  }
}
