import { checkOf } from '../claim/check.ts';
import type { Evidence } from '../claim/evidence-schema.ts';
import { type Parameters, parseValue, SEED } from '../claim/parameters.ts';
import { type ClaimFile, claimFiles, loadClaimFile } from './claim-files.ts';
import type { ClaimReport, EvidenceReport } from './report.ts';
import { printable, type Unreadable } from './report-file.ts';
import { worstOf } from './worst.ts';

/** A run that a file tells of, with the claim's file in this checkout. */
export interface RecordedRun {
  /** Relative to the project's root. */
  readonly file: string;
  readonly evidence: Evidence;
}

/** Every claim has a run for each of its cases; a file with more is none of ours. */
const MOST_RUNS = 1_000;

/**
 * The runs of a report, each held against what its claim declares: a file may come from anybody.
 * @param root the project's root, a path.
 * @returns the runs, at least one, or a clause that says why they cannot be repeated.
 */
export async function planRepeat(
  root: string,
  { claims }: EvidenceReport,
): Promise<readonly RecordedRun[] | Unreadable> {
  const runs = claims.flatMap((claim) => claim.runs);
  if (runs.length === 0) return { unreadable: 'it holds no run' };
  if (runs.length > MOST_RUNS) return { unreadable: `it holds more than ${MOST_RUNS} runs` };
  const files = new Map(claimFiles(root).map((file) => [file.id, file]));
  const seen = new Set<string>();
  const planned: RecordedRun[] = [];
  for (const report of claims) {
    const known = files.get(report.id);
    if (!known) return { unreadable: `no claim is named "${printable(report.id)}"` };
    if (seen.has(report.id)) return { unreadable: `it tells of "${report.id}" twice` };
    seen.add(report.id);
    const fault = await faultOf(root, known, report);
    if (fault) return { unreadable: `of "${report.id}" ${fault}` };
    planned.push(...report.runs.map((evidence) => ({ file: known.file, evidence })));
  }
  return planned;
}

/** What is wrong with a claim's report, as a clause that continues "of the claim …"; null where nothing is. */
async function faultOf(root: string, { id, file }: ClaimFile, report: ClaimReport): Promise<string | null> {
  const { runs } = report;
  if (runs.length > 0 && worstOf(runs).verdict !== report.verdict)
    return 'the verdict is not that of its runs';
  if (runs.some((run) => run.claim !== id)) return 'a run is of another claim';
  const claim = await loadClaimFile(root, { file });
  if (runs.some(({ kind, check }) => kind !== claim.kind || check !== checkOf(claim)))
    return 'the kind is another in this checkout';
  return runs.map((run) => valueFault(claim.parameters, run)).find((fault) => fault !== null) ?? null;
}

/** The first value that the claim's card would not take. */
function valueFault(parameters: Parameters, { parameters: values, seed }: Evidence): string | null {
  const strange = Object.keys(values).find((name) => !Object.hasOwn(parameters, name));
  if (strange !== undefined) return `a run sets "${printable(strange)}", which the claim does not have`;
  for (const [name, parameter] of Object.entries({ ...parameters, seed: SEED })) {
    const value = name === 'seed' ? seed : values[name];
    const isOfType = typeof value === (parameter.type === 'integer' ? 'number' : 'string');
    const parsed = isOfType ? parseValue(parameter, String(value)) : null;
    if (!parsed) return `a run has no fitting value for ${parameter.label}`;
    if ('problem' in parsed) return `a run is out of range: ${printable(parsed.problem).replace(/\.$/, '')}`;
  }
  return null;
}
