import type { Evidence } from '../claim/evidence-schema.ts';
import type { ClaimReport } from './report.ts';

/**
 * The verdict of a claim of several runs: the worst of theirs, refuted before undecided before
 * holds. Without any run it is undecided, for no reason a device could give.
 */
export function worstOf(runs: readonly Evidence[]): Pick<ClaimReport, 'verdict' | 'reason'> {
  const worst =
    runs.find(({ verdict }) => verdict === 'refuted') ??
    runs.find(({ verdict }) => verdict !== 'holds') ??
    runs[0];
  return worst ? { verdict: worst.verdict, reason: worst.reason } : { verdict: 'undecided', reason: null };
}
