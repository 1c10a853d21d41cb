/**
 * The ledger in the terminal: `npm run verify [-- ID… --fresh --json]`. Exits with 1 unless every claim
 * named, or every claim there is, holds. With `--from FILE` it repeats somebody's runs, and exits with
 * 1 unless all of them agree. `--shard 1/3` is for machines that share the claims, and `--merge` for
 * the one that puts together what they found.
 */
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { formatProblem } from '../claim/author-error.ts';
import { claimFiles } from './claim-files.ts';
import { judgeClaims } from './judge-claims.ts';
import { alignColumns, describeCounts, describeHeld, LEDGER_HEAD, ledgerRows } from './ledger.ts';
import { type ClaimReport, type EvidenceReport, type Judged, writeReport } from './report.ts';
import { mergeShards, parseShard, runShard, SHARDS, type Shard } from './shards.ts';
import { unknownClaim } from './unknown-name.ts';
import { verifyFrom } from './verify-from.ts';

/** Colours, where somebody looks. */
const style = pc.createColors(process.stdout.isTTY === true && !process.env.NO_COLOR);

const COLOURS: Record<string, ((text: string) => string) | undefined> = {
  holds: style.green,
  agrees: style.green,
  refuted: style.red,
  differs: style.red,
  undecided: style.yellow,
};

const DEFAULT_MINUTES = 15;
const MOST_MINUTES = 24 * 60;

const USAGE = `Usage: npm run verify [-- ID… --fresh --json]

  ID…      the claims to verify; all of them where none is named
  --fresh  runs the claims that have not changed since they were last run as well
  --json   the evidence as JSON: a file of it can be built from, with EVIDENCE=FILE npm run build

       npm run verify -- --from FILE [--minutes N]

  --from     repeats every run of a file that --json wrote or that /claims/ gave, and compares
  --minutes  for as long as this at most; ${DEFAULT_MINUTES} where it is not said

       npm run verify -- --shard I/N
       npm run verify -- --merge FOLDER [--json]

  --shard  runs the claims that fall to the Ith of N machines, and writes ${SHARDS}/I-N.json
  --merge  takes the files that all N machines wrote; --json as above
`;

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
  if (unknown !== undefined) return say(`${formatProblem(unknownClaim(unknown, known))}\n`, 1);
  const { ids, fresh, json } = asked;
  const judged = await judgeClaims(root, { only: ids.length > 0 ? ids : undefined, fresh });
  const again = judged.cached > 0 ? ' (`--fresh` runs them too)' : '';
  return tell(judged, json, `${describeCounts(judged)}${again}`);
}

/** The ledger, or the evidence as JSON, and every problem. @param how the verdicts were come by, a clause. */
function tell(judged: Judged, json: boolean, how: string): number {
  const { report, problems } = judged;
  process.stdout.write(json ? writeReport(report) : ledger(report, how));
  for (const problem of problems) process.stderr.write(`\n${formatProblem(problem)}\n`);
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

/** What was asked for, or a sentence that says why it cannot be. */
function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        fresh: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        from: { type: 'string' },
        minutes: { type: 'string', default: String(DEFAULT_MINUTES) },
        shard: { type: 'string' },
        merge: { type: 'string' },
      },
    });
    const minutes = Number(values.minutes);
    if (!(minutes > 0 && minutes <= MOST_MINUTES))
      return `--minutes takes a number up to ${MOST_MINUTES}.\n\n${USAGE}`;
    const ways = [values.from, values.shard, values.merge].filter((way) => way !== undefined).length;
    if (ways > 1) return `--from, --shard and --merge are three different things to do.\n\n${USAGE}`;
    if (values.from !== undefined && (values.json || positionals.length > 0))
      return `--from takes neither ids nor --json: it repeats the whole file.\n\n${USAGE}`;
    if (ways > 0 && (positionals.length > 0 || (values.shard !== undefined && values.json)))
      return `--shard takes neither ids nor --json, and --merge no ids.\n\n${USAGE}`;
    const shard = values.shard === undefined ? null : parseShard(values.shard);
    if (values.shard !== undefined && !shard)
      return `--shard takes which machine of how many: 1/3, 2/3 and 3/3.\n\n${USAGE}`;
    return { ...values, minutes, shard, ids: positionals };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`;
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

/** No problem is not enough: there must be claims, and each must hold, or be the experiment that its file publishes. */
function holds({ report, problems }: Judged): boolean {
  const { claims } = report;
  const asPublished = ({ verdict, runs }: ClaimReport) =>
    verdict === 'holds' ||
    (runs.length > 0 && runs.every((run) => run.verdict === (run.published ?? 'holds')));
  return problems.length === 0 && claims.length > 0 && claims.every(asPublished);
}

function ledger(report: EvidenceReport, how: string): string {
  const [head = '', ...lines] = alignColumns([LEDGER_HEAD, ...ledgerRows(report)]);
  const body = lines.map((line) => line.replace(/^\w+/, colourVerdict));
  return `${[style.dim(head), ...body, '', `${describeHeld(report)}: ${how}.`].join('\n')}\n`;
}

function colourVerdict(verdict: string): string {
  const colour = COLOURS[verdict];
  return colour ? colour(verdict) : verdict;
}

function say(text: string, exitCode: number): number {
  process.stderr.write(text);
  return exitCode;
}
