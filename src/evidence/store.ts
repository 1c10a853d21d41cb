import { readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import * as z from 'zod';
import { AuthorError, type AuthorProblem } from '../claim/author-error.ts';
import { type ClaimFile, claimFiles, locateProperty } from './claim-files.ts';
import { digestClaims } from './digest.ts';
import { NO_CLAIMS, problemOfEvidence, unjudged } from './problems.ts';
import type { ClaimReport, EvidenceReport, Judged } from './report.ts';
import { reportSchema } from './report-schema.ts';
import { worstOf } from './worst.ts';

/** A report as text: the same report gives the same bytes. */
export function writeReport(report: EvidenceReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/**
 * Reads recorded evidence and holds it against the claims as they are now. Verdicts are taken from
 * the runs anew; a claim that is gone is left out.
 * @param root the project's root, an absolute path.
 * @param path of the file, absolute or relative to the root.
 * @throws {AuthorError} UnreadableEvidence.
 */
export function readRecorded(root: string, path: string): Judged {
  const recorded = new Map(parseReport(root, path).claims.map((claim) => [claim.id, claim]));
  const files = claimFiles(root);
  const digests = digestClaims(root, files);
  const problems: AuthorProblem[] = [];
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
    return [{ id, file, digest, ...worstOf(found.runs), runs: found.runs }];
  });
  if (files.length === 0) problems.push(NO_CLAIMS);
  return { report: { version: 1, claims }, problems };
}

function parseReport(root: string, path: string): EvidenceReport {
  const unreadable = (why: string) =>
    new AuthorError({
      name: 'UnreadableEvidence',
      message: `The recorded evidence cannot be read: ${why}`,
      hint: 'Record it anew with `npm run verify -- --json > FILE`, or build without EVIDENCE.',
      location: { file: isAbsolute(path) ? relative(root, path) : path },
    });
  let json: unknown;
  try {
    const text = readFileSync(resolve(root, path), 'utf8');
    // npm prints the script's name to stdout first, unless it is told to be silent.
    json = JSON.parse(text.slice(Math.max(0, text.search(/^\{/m))));
  } catch (error) {
    throw unreadable(`${error instanceof SyntaxError ? 'it is not JSON' : 'there is no such file'}.`);
  }
  const parsed = reportSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unreadable(
    `at ${issue?.path.join('.') || 'its root'}: ${issue?.message ?? z.prettifyError(parsed.error)}.`,
  );
}

function outdated(root: string, { id, file }: ClaimFile, path: string): AuthorProblem {
  return {
    name: 'OutdatedEvidence',
    message: `The recorded evidence of "${id}" in ${path} is older than the claim or the code that judges it.`,
    hint: 'Record it anew with `npm run verify -- --json > FILE`, or build without EVIDENCE.',
    location: locateProperty(root, file, ''),
  };
}
