import { problems, report } from 'virtual:skip-two/evidence';
import { AuthorError, type AuthorProblem } from '../claim/author-error.ts';
import type { ClaimReport } from './report.ts';
import { unknownClaim } from './unknown-name.ts';

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
  throw new AuthorError(
    unknownClaim(
      id,
      report.claims.map((claim) => claim.id),
    ),
  );
}

/** What an author must mend in a claim's file before it can be published: in dev alone there is such a page. */
export function claimProblems({ file }: ClaimReport): readonly AuthorProblem[] {
  return problems.filter(({ location }) => location?.file === file);
}
