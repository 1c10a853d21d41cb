import type { AuthorProblem } from '../claim/author-error.ts';
import type { Evidence } from '../claim/evidence-schema.ts';
import type { UndecidedReason } from '../claim/verdict.ts';

/** What was found of one claim: one run for each case that its choices make. */
export interface ClaimReport {
  readonly id: string;
  /** Relative to the project's root. */
  readonly file: string;
  /** SHA-256 of the claim's file and of everything the verdict depends on in this repository. */
  readonly digest: string;
  /** Ids of the claims whose truth this one's argument takes for granted. */
  readonly uses: readonly string[];
  /** The worst of its runs: refuted before undecided before holds. */
  readonly verdict: Evidence['verdict'];
  readonly reason: UndecidedReason | null;
  readonly runs: readonly Evidence[];
  /** Where nothing could be run on a reader's device: the sentence that says why. */
  readonly note?: string | undefined;
}

/** All claims judged, in the order of the argument. */
export interface EvidenceReport {
  readonly version: 1;
  readonly claims: readonly ClaimReport[];
}

/** A report with what authors must mend before it may be published. */
export interface Judged {
  readonly report: EvidenceReport;
  readonly problems: readonly AuthorProblem[];
}

/** A report as text: the same report gives the same bytes. */
export function writeReport(report: EvidenceReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
