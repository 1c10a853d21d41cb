/**
 * The ledger in the terminal: `npm run verify [-- ID… --fresh --json]`. Exits with 1 unless every claim
 * named, or every claim there is, holds, or is an experiment that came out as its file publishes. With
 * `--from FILE` it repeats somebody's runs, and exits with 1 unless all of them agree. With `--gpu` the claims
 * are run on the machine's own WebGPU. `--shard 1/3` is for machines that share the claims, and `--merge` for
 * the one that puts together what they found.
 */
import pc from 'picocolors';
import { claimFiles } from './claim-files.ts';
import { judgeClaims } from './judge-claims.ts';
import { alignColumns, describeCounts, describeHeld, LEDGER_HEAD, ledgerRows } from './ledger.ts';
import { describeProblem } from './problem.ts';
import { type ClaimReport, type EvidenceReport, type Judged, writeReport } from './report.ts';
import { mergeShards, runShard, type Shard } from './shards.ts';
import { unknownClaim } from './unknown-name.ts';
import { readArguments, USAGE } from './verify-arguments.ts';
import { verifyFrom } from './verify-from.ts';
import { verifyOnGpu } from './verify-gpu.ts';

/** Colours, where somebody looks. */
const style = pc.createColors(process.stdout.isTTY === true && !process.env.NO_COLOR);

const COLOURS: Record<string, ((text: string) => string) | undefined> = {
  holds: style.green,
  agrees: style.green,
  refuted: style.red,
  differs: style.red,
  undecided: style.yellow,
};

process.exitCode = await verify(process.cwd());

async function verify(root: string): Promise<number> {
  const asked = readArguments();
  if (typeof asked === 'string') return say(asked, 1);
  if (asked.help) return say(USAGE, 0);
  if (asked.from !== undefined) return repeat(root, asked.from, asked.minutes);
  if (asked.merge !== undefined) return tell(await mergeShards(root, asked.merge), asked.json, 'merged');
  if (asked.shard) return share(root, asked.shard);
  const known = claimFiles(root).map(({ id }) => id);
  const unknown = asked.ids.find((id) => !known.includes(id));
  if (unknown !== undefined) return say(`${describeProblem(unknownClaim(unknown, known))}\n`, 1);
  const { ids, fresh, json } = asked;
  if (asked.gpu) return verifyGpu(root, ids, asked.minutes, json);
  const judged = await judgeClaims(root, {
    only: ids.length > 0 ? ids : undefined,
    fresh,
    onWait: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  const again = judged.cached > 0 ? ' (`--fresh` runs them too)' : '';
  return tell(judged, json, `${describeCounts(judged)}${again}`);
}

/** The ledger, or the evidence as JSON, and every problem. @param how the verdicts were come by, a clause. */
function tell(judged: Judged, json: boolean, how: string): number {
  const { report, problems } = judged;
  process.stdout.write(json ? writeReport(report) : table(report, `${describeHeld(report)}: ${how}.`));
  for (const problem of problems) process.stderr.write(`\n${describeProblem(problem)}\n`);
  return holds(judged) ? 0 : 1;
}

async function share(root: string, shard: Shard): Promise<number> {
  try {
    return tell(await runShard(root, shard), false, `shard ${shard.index} of ${shard.count}`);
  } catch (error) {
    if (error instanceof RangeError) return say(`${error.message}\n`, 1);
    throw error;
  }
}

async function repeat(root: string, path: string, minutes: number): Promise<number> {
  const { table, summary, agrees } = await verifyFrom(root, path, minutes);
  if (table.length === 0) return say(`${summary}\n`, 1);
  const [head = '', ...lines] = table;
  const body = lines.map((line) => line.replace(/^\w+/, colourVerdict));
  process.stdout.write(`${[style.dim(head), ...body, '', summary].join('\n')}\n`);
  return agrees ? 0 : 1;
}

async function verifyGpu(
  root: string,
  ids: readonly string[],
  minutes: number,
  json: boolean,
): Promise<number> {
  const ran = await verifyOnGpu(root, ids, minutes);
  if (typeof ran === 'string') return say(`${ran}\n`, 1);
  const { report, adapters, unrun, leftOut } = ran;
  const where = adapters.length > 0 ? ` on ${adapters.join(', ')}` : '';
  process.stdout.write(json ? writeReport(report) : table(report, `${describeHeld(report)}${where}.`));
  for (const line of unrun) process.stderr.write(`Not run: ${line}\n`);
  if (leftOut.length > 0)
    process.stderr.write(`Left out, since they take minutes; name them to run them: ${leftOut.join(', ')}\n`);
  return unrun.length === 0 && areAsPublished(report) ? 0 : 1;
}

/** No problem is not enough: there must be claims, and each must hold, or be the experiment that its file publishes. */
function holds({ report, problems }: Judged): boolean {
  return problems.length === 0 && areAsPublished(report);
}

function areAsPublished({ claims }: EvidenceReport): boolean {
  const asPublished = ({ runs }: ClaimReport) =>
    runs.length > 0 && runs.every((run) => run.verdict === (run.published ?? 'holds'));
  return claims.length > 0 && claims.every(asPublished);
}

function table(report: EvidenceReport, summary: string): string {
  const [head = '', ...lines] = alignColumns([LEDGER_HEAD, ...ledgerRows(report)]);
  const body = lines.map((line) => line.replace(/^\w+/, colourVerdict));
  return `${[style.dim(head), ...body, '', summary].join('\n')}\n`;
}

function colourVerdict(verdict: string): string {
  const colour = COLOURS[verdict];
  return colour ? colour(verdict) : verdict;
}

function say(text: string, exitCode: number): number {
  process.stderr.write(text);
  return exitCode;
}
