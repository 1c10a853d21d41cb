import { report } from 'virtual:skip-two/evidence';
import { AuthorError } from '../claim/author-error.ts';
import { didYouMean } from './claim-files.ts';
import type { ClaimReport } from './report.ts';

/** What was found of every claim, in the order of the argument. */
export function allReports(): readonly ClaimReport[] {
  return report.claims;
}

/**
 * What was found of one claim.
 * @throws {AuthorError} UnknownClaim, with the nearest id.
 */
export function claimReport(id: string): ClaimReport {
  const found = report.claims.find((claim) => claim.id === id);
  if (found) return found;
  const ids = report.claims.map((claim) => claim.id);
  throw new AuthorError({
    name: 'UnknownClaim',
    message: `No claim is named "${id}".`,
    hint: `${didYouMean(id, ids)} A claim's id is its file name under src/claims/.`.trim(),
  });
}
