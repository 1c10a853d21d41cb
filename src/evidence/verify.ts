/**
 * The ledger in the terminal: `npm run verify [-- ID… --fresh --json]`. Exits with 1 unless every claim
 * named, or every claim there is, holds. With `--from FILE` it repeats somebody's runs, and exits with
 * 1 unless all of them agree. With `--gpu` the claims are run on the machine's own WebGPU.
 */
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { formatProblem } from '../claim/author-error.ts';
import { claimFiles } from './claim-files.ts';
import { type JudgedNow, judgeClaims } from './judge-claims.ts';
import { alignColumns, describeCounts, describeHeld, LEDGER_HEAD, ledgerRows } from './ledger.ts';
import { type ClaimReport, type EvidenceReport, type Judged, writeReport } from './report.ts';
import { unknownClaim } from './unknown-name.ts';
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

const DEFAULT_MINUTES = 15;
const MOST_MINUTES = 24 * 60;

const USAGE = `Usage: npm run verify [-- ID… --fresh --json]

  ID…      the claims to verify; all of them where none is named
  --fresh  runs the claims that have not changed since they were last run as well
  --json   the evidence as JSON: a file of it can be built from, with EVIDENCE=FILE npm run build

       npm run verify -- --from FILE [--minutes N]

  --from     repeats every run of a file that --json wrote or that /claims/ gave, and compares
  --minutes  for as long as this at most; ${DEFAULT_MINUTES} where it is not said

       npm run verify -- --gpu [ID… --json --minutes N]

  --gpu      runs the claims on this machine's own WebGPU, through the npm package "webgpu"
`;

process.exitCode = await verify(process.cwd());

async function verify(root: string): Promise<number> {
  const asked = readArguments();
  if (typeof asked === 'string') return say(asked, 1);
  if (asked.help) return say(USAGE, 0);
  if (asked.from !== undefined) return repeat(root, asked.from, asked.minutes);
  const known = claimFiles(root).map(({ id }) => id);
  const unknown = asked.ids.find((id) => !known.includes(id));
  if (unknown !== undefined) return say(`${formatProblem(unknownClaim(unknown, known))}\n`, 1);
  const { ids, fresh, json } = asked;
  if (asked.gpu) return verifyGpu(root, ids, asked.minutes, json);
  const judged = await judgeClaims(root, { only: ids.length > 0 ? ids : undefined, fresh });
  process.stdout.write(json ? writeReport(judged.report) : ledger(judged));
  for (const problem of judged.problems) process.stderr.write(`\n${formatProblem(problem)}\n`);
  return holds(judged) ? 0 : 1;
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
        gpu: { type: 'boolean', default: false },
        minutes: { type: 'string', default: String(DEFAULT_MINUTES) },
      },
    });
    const minutes = Number(values.minutes);
    if (!(minutes > 0 && minutes <= MOST_MINUTES))
      return `--minutes takes a number up to ${MOST_MINUTES}.\n\n${USAGE}`;
    if (values.from !== undefined && (values.json || values.gpu || positionals.length > 0))
      return `--from takes neither ids nor --json nor --gpu: it repeats the whole file, on the cpu.\n\n${USAGE}`;
    return { ...values, minutes, ids: positionals };
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
  const asPublished = ({ verdict, runs }: ClaimReport) =>
    verdict === 'holds' ||
    (runs.length > 0 && runs.every((run) => run.verdict === (run.published ?? 'holds')));
  return claims.length > 0 && claims.every(asPublished);
}

function ledger(judged: JudgedNow): string {
  const again = judged.cached > 0 ? ' (`--fresh` runs them too)' : '';
  return table(judged.report, `${describeHeld(judged.report)}: ${describeCounts(judged)}${again}.`);
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
