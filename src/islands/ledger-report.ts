import type { ClaimReport, EvidenceReport } from '../evidence/report.ts';
import { worstOf } from '../evidence/worst.ts';
import type { LedgerClaim } from './ledger-filter-state.ts';
import { type Finding, findingOf, type LedgerState } from './ledger-run-state.ts';

/** What was found until now, as `npm run verify -- --json` writes it, so that `--from` can repeat it. */
export function reportOf(state: LedgerState, claims: readonly LedgerClaim[]): EvidenceReport {
  return {
    version: 1,
    claims: claims.flatMap((claim) => {
      const finding = findingOf(state, claim.id);
      return finding ? [claimReportOf(claim, finding)] : [];
    }),
  };
}

function claimReportOf({ id, file, digest, uses }: LedgerClaim, finding: Finding): ClaimReport {
  const published = { id, file, digest, uses };
  if (finding.evidence) {
    const runs = [finding.evidence];
    return { ...published, ...worstOf(runs), runs };
  }
  const { reason, sentence } = finding;
  return { ...published, verdict: 'undecided', reason, runs: [], note: sentence };
}
