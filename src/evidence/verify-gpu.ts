import type { Claim } from '../claim/claim.ts';
import { casesOf } from '../claim/parameters.ts';
import { seedOf } from '../numerics/random.ts';
import { claimFiles, loadClaimFile } from './claim-files.ts';
import { NoWebGpu, provideWebGpu } from './dawn.ts';
import { digestClaims } from './digest.ts';
import { repeatRuns } from './repeat-runs.ts';
import type { ClaimReport, EvidenceReport } from './report.ts';
import { worstOf } from './worst.ts';

/** What running claims on the machine's own GPU gave. */
export interface OnGpu {
  readonly report: EvidenceReport;
  /** What the adapters call themselves: one, or none where nothing could be run. */
  readonly adapters: readonly string[];
  /** Of each claim whose cases did not all give evidence, why. */
  readonly unrun: readonly string[];
  /** Ids of the experiments left out because they take minutes and were not named. */
  readonly leftOut: readonly string[];
}

/**
 * Runs claims on the machine's own WebGPU, each case at the values and the seed that CI has on the cpu. Nothing of
 * it is taken from the cache or kept there: a build publishes what the cpu found.
 * @param root the project's root, an absolute path.
 * @param only ids of the claims; all but those that take minutes where it is empty.
 * @param minutes after which nothing more is begun.
 * @returns what was found, or a sentence where there is no WebGPU to be had.
 */
export async function verifyOnGpu(
  root: string,
  only: readonly string[],
  minutes: number,
): Promise<OnGpu | string> {
  try {
    await provideWebGpu();
  } catch (error) {
    if (error instanceof NoWebGpu) return error.message;
    throw error;
  }
  const files = claimFiles(root).filter(({ id }) => only.length === 0 || only.includes(id));
  const claims = await Promise.all(
    files.map(async (file) => ({ file, claim: await loadClaimFile(root, file) })),
  );
  const isLeftOut = ({ claim }: { claim: Claim }) =>
    only.length === 0 && claim.kind === 'experiment' && claim.isLong === true;
  const planned = claims
    .filter((entry) => !isLeftOut(entry))
    .flatMap(({ file: { id }, claim }) =>
      casesOf(claim.parameters).map((parameters) => ({ claim: id, parameters, seed: seedOf(id) })),
    );
  const ran = await repeatRuns(root, 'webgpu', planned, minutes);
  const digests = digestClaims(root, files);
  const reports = claims.map(({ file: { id, file }, claim }): ClaimReport => {
    const runs = ran.flatMap(({ evidence }) => (evidence?.claim === id ? [evidence] : []));
    const digest = digests.get(id) as string;
    return { id, file, digest, uses: claim.uses ?? [], ...worstOf(runs), runs };
  });
  const leftOut = claims.filter(isLeftOut).map(({ file }) => file.id);
  return {
    report: { version: 1, claims: reports.filter(({ id }) => !leftOut.includes(id)) },
    adapters: [...new Set(ran.flatMap(({ evidence }) => (evidence ? [evidence.device] : [])))],
    unrun: [
      ...new Set(ran.flatMap((run, k) => ('problem' in run ? [`${planned[k]?.claim}: ${run.problem}`] : []))),
    ],
    leftOut,
  };
}
