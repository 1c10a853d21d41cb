/**
 * The ledger in the terminal: `npm run verify [-- ID… --fresh --json]`. Exits with 1 unless every claim
 * named, or every claim there is, holds. With `--from FILE` it repeats somebody's runs, and exits with
 * 1 unless all of them agree.
 */
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { claimFiles } from './claim-files.ts';
import { type JudgedNow, judgeClaims } from './judge-claims.ts';
import { alignColumns, describeCounts, describeHeld, LEDGER_HEAD, ledgerRows } from './ledger.ts';
import { describeProblem } from './problem.ts';
import { type ClaimReport, type Judged, writeReport } from './report.ts';
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
`;

process.exitCode = await verify(process.cwd());

async function verify(root: string): Promise<number> {
  const asked = readArguments();
  if (typeof asked === 'string') return say(asked, 1);
  if (asked.help) return say(USAGE, 0);
  if (asked.from !== undefined) return repeat(root, asked.from, asked.minutes);
  const known = claimFiles(root).map(({ id }) => id);
  const unknown = asked.ids.find((id) => !known.includes(id));
  if (unknown !== undefined) return say(`${describeProblem(unknownClaim(unknown, known))}\n`, 1);
  const { ids, fresh, json } = asked;
  const judged = await judgeClaims(root, { only: ids.length > 0 ? ids : undefined, fresh });
  process.stdout.write(json ? writeReport(judged.report) : ledger(judged));
  for (const problem of judged.problems) process.stderr.write(`\n${describeProblem(problem)}\n`);
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
        minutes: { type: 'string', default: String(DEFAULT_MINUTES) },
      },
    });
    const minutes = Number(values.minutes);
    if (!(minutes > 0 && minutes <= MOST_MINUTES))
      return `--minutes takes a number up to ${MOST_MINUTES}.\n\n${USAGE}`;
    if (values.from !== undefined && (values.json || positionals.length > 0))
      return `--from takes neither ids nor --json: it repeats the whole file.\n\n${USAGE}`;
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

/** No problem is not enough: there must be claims, and each must hold, or be the experiment that its file publishes. */
function holds({ report, problems }: Judged): boolean {
  const { claims } = report;
  const asPublished = ({ verdict, runs }: ClaimReport) =>
    verdict === 'holds' ||
    (runs.length > 0 && runs.every((run) => run.verdict === (run.published ?? 'holds')));
  return problems.length === 0 && claims.length > 0 && claims.every(asPublished);
}

function ledger(judged: JudgedNow): string {
  const { report } = judged;
  const [head = '', ...lines] = alignColumns([LEDGER_HEAD, ...ledgerRows(report)]);
  const body = lines.map((line) => line.replace(/^\w+/, colourVerdict));
  const again = judged.cached > 0 ? ' (`--fresh` runs them too)' : '';
  const summary = `${describeHeld(report)}: ${describeCounts(judged)}${again}.`;
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
