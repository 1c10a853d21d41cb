import { isAbsolute, relative } from 'node:path';
import type { AuthorProblem } from '../claim/author-error.ts';
import { type ClaimFile, claimFiles, locateProperty } from './claim-files.ts';
import { digestClaims } from './digest.ts';
import { NO_CLAIMS, problemOfEvidence, unjudged } from './problems.ts';
import type { ClaimReport, Judged } from './report.ts';
import { readReportFile } from './report-file.ts';
import { problemsOfUses } from './uses.ts';
import { worstOf } from './worst.ts';

const RECORD_ANEW = 'Record it anew with `npm run verify -- --json > FILE`, or build without EVIDENCE.';

/**
 * Reads recorded evidence and holds it against the claims as they are now. Verdicts are taken from
 * the runs anew; a claim that is gone is left out.
 * @param root the project's root, an absolute path.
 * @param path of the file, absolute or relative to the root.
 */
export function readRecorded(root: string, path: string): Judged {
  const read = readReportFile(root, path);
  if ('unreadable' in read)
    return { report: { version: 1, claims: [] }, problems: [unreadable(root, path, read.unreadable)] };
  const recorded = new Map(read.claims.map((claim) => [claim.id, claim]));
  const files = claimFiles(root);
  const digests = digestClaims(root, files);
  const problems: AuthorProblem[] = files.length === 0 ? [NO_CLAIMS] : [];
  const claims = files.flatMap((claim): ClaimReport[] => {
    const { id, file } = claim;
    const digest = digests.get(id) as string;
    const found = recorded.get(id);
    if (!found || found.runs.length === 0 || found.runs.some((run) => run.claim !== id)) {
      problems.push(unjudged(root, claim));
      return [];
    }
    if (found.digest !== digest) problems.push(outdated(root, claim, path));
    else problems.push(...found.runs.flatMap((run) => problemOfEvidence(root, file, run) ?? []));
    return [{ id, file, digest, uses: found.uses, ...worstOf(found.runs), runs: found.runs }];
  });
  problems.push(...problemsOfUses(root, files, claims));
  return { report: { version: 1, claims }, problems };
}

function unreadable(root: string, path: string, why: string): AuthorProblem {
  return {
    name: 'UnreadableEvidence',
    message: `The recorded evidence cannot be read: ${why}.`,
    hint: RECORD_ANEW,
    location: { file: isAbsolute(path) ? relative(root, path) : path },
  };
}

/** That a claim has changed since evidence of it was recorded. @param path where it was. */
export function outdated(root: string, { id, file }: ClaimFile, path: string): AuthorProblem {
  return {
    name: 'OutdatedEvidence',
    message: `The recorded evidence of "${id}" in ${path} is older than the claim or the code that judges it.`,
    hint: RECORD_ANEW,
    location: locateProperty(root, file, ''),
  };
}
