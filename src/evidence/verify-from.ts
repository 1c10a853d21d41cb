import { AGREEMENT_HEAD, type Again, agreementRows, type Compared } from './agreement.ts';
import { claimFiles } from './claim-files.ts';
import { digestClaims } from './digest.ts';
import { alignColumns } from './ledger.ts';
import { planRepeat } from './repeat-plan.ts';
import { repeatRuns } from './repeat-runs.ts';
import { readReportFile } from './report-file.ts';

/** What `verify --from` has to say. */
export interface FromFile {
  /** The table, or nothing where the file could not be repeated. */
  readonly table: readonly string[];
  /** One sentence. */
  readonly summary: string;
  readonly agrees: boolean;
}

/**
 * Repeats every run of a file on this machine's cpu and compares what must not differ between devices.
 * @param root the project's root, an absolute path.
 * @param path of the file, absolute or relative to the root.
 * @param minutes how long to go on, at most.
 */
export async function verifyFrom(root: string, path: string, minutes: number): Promise<FromFile> {
  const report = readReportFile(root, path);
  if ('unreadable' in report) return refuse(report.unreadable);
  const planned = await planRepeat(root, report);
  if ('unreadable' in planned) return refuse(planned.unreadable);
  const again = await repeatRuns(
    root,
    'cpu',
    planned.map(({ evidence }) => evidence),
    minutes,
  );
  const byRun = new Map(planned.map(({ evidence }, k) => [evidence, again[k] as Again]));
  const digests = digestClaims(root, claimFiles(root));
  const rows = report.claims.flatMap((recorded) => {
    const compared: Compared = {
      recorded,
      digest: digests.get(recorded.id) as string,
      again: recorded.runs.map((run) => byRun.get(run) as Again),
    };
    return agreementRows(compared);
  });
  const agreeing = rows.filter(([result]) => result === 'agrees').length;
  return {
    table: alignColumns([AGREEMENT_HEAD, ...rows]),
    summary: `${agreeing} of ${rows.length} runs agree.`,
    agrees: agreeing === rows.length,
  };
}

function refuse(why: string): FromFile {
  return { table: [], summary: `The file cannot be repeated: ${why}.`, agrees: false };
}
