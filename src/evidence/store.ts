import { isAbsolute, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AuthorProblem } from '../claim/author-error.ts';
import type { Claim } from '../claim/claim.ts';
import type { Evidence } from '../claim/evidence-schema.ts';
import { casesOf, type Values } from '../claim/parameters.ts';
import { seedOf } from '../numerics/random.ts';
import { type ClaimFile, claimFiles, loadClaimFile, locateProperty } from './claim-files.ts';
import { digestClaims } from './digest.ts';
import { NO_CLAIMS, problemOfEvidence, unjudged } from './problems.ts';
import { agreesWithItself } from './rederive.ts';
import type { ClaimReport, Judged } from './report.ts';
import { readReportFile } from './report-file.ts';
import { problemsOfUses } from './uses.ts';
import { worstOf } from './worst.ts';

/** Where CI runs the claims. */
const CI_BACKEND = 'cpu';

const RECORD_ANEW = 'Record it anew with `npm run verify -- --json > FILE`, or build without EVIDENCE.';

/**
 * Reads recorded evidence and holds it against the claims as they are now. Verdicts are taken from
 * the runs anew; a claim that is gone is left out.
 * @param root the project's root, an absolute path.
 * @param path of the file, absolute or relative to the root.
 */
export async function readRecorded(root: string, path: string): Promise<Judged> {
  const read = readReportFile(root, path);
  if ('unreadable' in read)
    return { report: { version: 1, claims: [] }, problems: [unreadable(root, path, read.unreadable)] };
  const recorded = new Map(read.claims.map((claim) => [claim.id, claim]));
  const files = claimFiles(root);
  const digests = digestClaims(root, files);
  const problems: AuthorProblem[] = files.length === 0 ? [NO_CLAIMS] : [];
  const claims: ClaimReport[] = [];
  for (const claim of files) {
    const { id, file } = claim;
    const digest = digests.get(id) as string;
    const found = recorded.get(id);
    if (!found || found.runs.length === 0 || found.runs.some((run) => run.claim !== id)) {
      problems.push(unjudged(root, claim));
      continue;
    }
    const { uses, runs } = found;
    problems.push(
      ...(found.digest === digest ? await faultsOf(root, claim, found, path) : [outdated(root, claim, path)]),
    );
    claims.push({ id, file, digest, uses, ...worstOf(runs), runs });
  }
  problems.push(...problemsOfUses(root, files, claims));
  return { report: { version: 1, claims }, problems };
}

/** What keeps recorded runs of a claim as it is now from being published. */
async function faultsOf(
  root: string,
  claim: ClaimFile,
  { runs, uses }: ClaimReport,
  path: string,
): Promise<AuthorProblem[]> {
  const judged = runs.flatMap((run) => problemOfEvidence(root, claim.file, run) ?? []);
  if (judged.length > 0) return judged;
  const why = strangeness(await loadClaimFile(root, claim), runs, uses);
  return why === null ? [] : [strange(root, claim, path, why)];
}

/** What tells that runs are not those of CI, a clause that continues "the recorded evidence …"; null where nothing does. */
function strangeness(claim: Claim, runs: readonly Evidence[], uses: readonly string[]): string | null {
  const elsewhere = runs.find(({ backend }) => backend !== CI_BACKEND);
  if (elsewhere) return `was found on ${elsewhere.backend}, and a build publishes what ${CI_BACKEND} finds`;
  if (runs.some(({ claim, seed }) => seed !== seedOf(claim))) return 'is of another seed than CI’s';
  const cases = new Set(casesOf(claim.parameters).map(inWords));
  const ran = new Set(runs.map(({ parameters }) => inWords(parameters)));
  const missing = [...cases].find((values) => !ran.has(values));
  if (missing !== undefined)
    return missing ? `lacks the case ${missing}` : 'has runs of parameters that the claim does not have';
  if (runs.length > cases.size) return 'has more runs than there are cases';
  if (!runs.every(agreesWithItself)) return 'contradicts its own numbers';
  return isDeepStrictEqual(uses, claim.uses ?? []) ? null : 'takes other claims for granted';
}

/** Values as one text, whatever their order. */
function inWords(values: Values): string {
  return Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}

function strange(root: string, { id, file }: ClaimFile, path: string, why: string): AuthorProblem {
  return {
    name: 'ForeignEvidence',
    message: `The recorded evidence of "${id}" in ${path} ${why}.`,
    hint: RECORD_ANEW,
    location: locateProperty(root, file, ''),
  };
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
