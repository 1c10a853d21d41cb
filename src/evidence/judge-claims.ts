import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIBLIOGRAPHY, readBibliography } from './bibliography.ts';
import { type ClaimFile, claimFiles } from './claim-files.ts';
import { problemsOfPlaces } from './claim-places.ts';
import { withVitest } from './claims-vitest.ts';
import { digestClaims } from './digest.ts';
import { problemsOfFile, problemsOfRun } from './problems.ts';
import type { ClaimReport, Judged } from './report.ts';
import type { RanFile, RanFiles } from './reporter.ts';
import { problemsOfUses } from './uses.ts';
import { openVerdictCache } from './verdict-cache.ts';
import { type Patience, Waiting } from './waiting.ts';
import { worstOf } from './worst.ts';

export interface JudgeOptions {
  /** Ids of the claims to judge; all of them where absent. */
  readonly only?: readonly string[] | undefined;
  /** True to run every claim, whatever is known of it. */
  readonly fresh?: boolean;
  /** True to leave out experiments that take minutes, unless it is known how they come out. */
  readonly skipLong?: boolean;
  /** Told every half a minute what is still being run, a sentence. */
  readonly onWait?: ((sentence: string) => void) | undefined;
  /** Ends it, whatever the claims are doing. */
  readonly signal?: AbortSignal | undefined;
  readonly patience?: Patience | undefined;
}

/** Claims judged now, with how many of them were run. */
export interface JudgedNow extends Judged {
  readonly ran: number;
  /** How many were not, because nothing has changed since they last were. */
  readonly cached: number;
  /** Ids of the experiments that were left out. */
  readonly leftOut: readonly string[];
}

/**
 * Judges the claims on the cpu backend: in Vitest, but for those that have not changed since they were.
 * @param root the project's root, an absolute path.
 * @throws {DOMException} the signal's reason where that ended it. What had been run to its end need not be run again.
 */
export async function judgeClaims(
  root: string,
  { only, fresh = false, skipLong = false, ...how }: JudgeOptions = {},
): Promise<JudgedNow> {
  const claims = claimFiles(root).filter(({ id }) => !only || only.includes(id));
  const digests = digestClaims(root, claims);
  const cache = openVerdictCache(root, claims);
  const known = new Map<ClaimFile, RanFile>();
  for (const claim of fresh ? [] : claims) {
    const found = cache.take(claim);
    if (found) known.set(claim, found);
  }
  const changed = claims.filter((claim) => !known.has(claim));
  const ran = await runInVitest(root, changed, skipLong, how);
  // What was thrown outside the claims may have spoilt any of them.
  cache.keep(changed, ran.faults.length === 0 ? ran.files : []);
  how.signal?.throwIfAborted();
  const all: RanFiles = { files: [...known.values(), ...ran.files], faults: ran.faults };
  const isLeftOut = new Set(ran.files.filter((file) => file.isLeftOut).map(({ file }) => file));
  return {
    ...conclude(root, claims, digests, all),
    ran: changed.length - isLeftOut.size,
    cached: known.size,
    leftOut: changed.filter(({ file }) => isLeftOut.has(file)).map(({ id }) => id),
  };
}

async function runInVitest(
  root: string,
  claims: readonly ClaimFile[],
  skipLong: boolean,
  { onWait = () => {}, signal, patience }: Pick<JudgeOptions, 'onWait' | 'signal' | 'patience'>,
): Promise<RanFiles> {
  // Vitest ends with an error of its own where it finds no file.
  if (claims.length === 0) return { files: [], faults: [] };
  const files = claims.map(({ file }) => `${root}/${file}`);
  const limit = new AbortController();
  const endless: RanFile[] = [];
  const onOverdue = (ids: readonly string[], duration: string) => {
    const faults = [{ message: `it had not ended after ${duration}, and was stopped` }];
    for (const { id, file } of claims)
      if (ids.includes(id))
        endless.push({ file, finding: null, sources: [], uses: [], isLeftOut: false, runs: [], faults });
    limit.abort();
  };
  const waiting = new Waiting({ onWait, onOverdue }, patience);
  try {
    const ran = await withVitest(
      root,
      {
        provide: { skipLong },
        reporters: [waiting],
        signal: AbortSignal.any([limit.signal, ...(signal ? [signal] : [])]),
      },
      (vitest) => vitest.start(files),
    );
    const isEndless = ({ file }: RanFile) => endless.some((other) => other.file === file);
    return { ...ran, files: [...ran.files.filter((file) => !isEndless(file)), ...endless] };
  } finally {
    waiting.end();
  }
}

/**
 * What ran against what there is to run: what is missing is a problem, whatever Vitest says.
 * @param files the claims that were to be run.
 * @param digests of each claim, by id.
 */
export function conclude(
  root: string,
  files: readonly ClaimFile[],
  digests: ReadonlyMap<string, string>,
  ran: RanFiles,
): Judged {
  const found = new Map(ran.files.map((file) => [file.file, file]));
  const claims = files.map(({ id, file }): ClaimReport => {
    const { runs = [], uses = [] } = found.get(file) ?? {};
    return { id, file, digest: digests.get(id) as string, uses, ...worstOf(runs), runs };
  });
  const keys = readBibliography(root).map(({ key }) => key);
  const problems = [
    ...problemsOfPlaces(root, files),
    ...problemsOfRun(files, ran),
    ...files.flatMap(({ id, file }) => problemsOfFile(root, id, file, found.get(file), keys)),
    ...problemsOfUses(root, claimFiles(root), claims),
  ];
  return { report: { version: 1, claims }, problems };
}

/** Text that changes whenever the claims are to be judged anew. */
export function signatureOf(root: string): string {
  const digests = [...digestClaims(root, claimFiles(root))];
  return JSON.stringify([digests, readFileSync(join(root, BIBLIOGRAPHY), 'utf8')]);
}
