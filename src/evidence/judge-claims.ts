import { createVitest, type Vitest } from 'vitest/node';
import { readBibliography } from './bibliography.ts';
import { claimFiles } from './claim-files.ts';
import { CLAIMS_PROJECT, claimsProject } from './claims-project.ts';
import { digestClaims } from './digest.ts';
import { problemsOfFile, problemsOfRun } from './problems.ts';
import type { ClaimReport, Judged } from './report.ts';
import { ClaimReporter, type RanFiles } from './reporter.ts';
import { problemsOfUses } from './uses.ts';
import { worstOf } from './worst.ts';

/**
 * Judges the claims in Vitest, on the cpu backend.
 * @param root the project's root, an absolute path.
 * @param only ids to judge; all claims where absent.
 */
export async function judgeClaims(root: string, only?: readonly string[]): Promise<Judged> {
  let ran: RanFiles = { files: [], faults: [] };
  const reporter = new ClaimReporter(root, (result) => {
    ran = result;
  });
  // Vitest ends with an error of its own where it finds no file.
  if (claimFiles(root).length === 0) return conclude(root, ran);
  const vitest = await startVitest(root, reporter, false);
  try {
    const wanted = only ? claimFiles(root).filter(({ id }) => only.includes(id)) : undefined;
    await vitest.start(wanted?.map(({ file }) => `${root}/${file}`));
  } finally {
    await vitest.close();
  }
  return conclude(root, ran, only);
}

/** The one Vitest of a dev server, which outlives the restarts a changed configuration causes. */
interface Watch {
  onJudged: (judged: Judged) => void;
  last: Judged | null;
}

const WATCH = Symbol.for('skip-two:watch');
const kept = globalThis as { [WATCH]?: Watch };

/**
 * Judges the claims now, and again whenever one of them or what it depends on changes. Called again
 * it keeps its Vitest and tells the new listener alone, beginning with what is known.
 */
export async function watchClaims(root: string, onJudged: (judged: Judged) => void): Promise<void> {
  const known = kept[WATCH];
  if (known) {
    known.onJudged = onJudged;
    if (known.last) onJudged(known.last);
    return;
  }
  const watch: Watch = { onJudged, last: null };
  kept[WATCH] = watch;
  const reporter = new ClaimReporter(root, (ran) => {
    watch.last = conclude(root, ran);
    watch.onJudged(watch.last);
  });
  const vitest = await startVitest(root, reporter, true);
  if (claimFiles(root).length === 0) onJudged(conclude(root, { files: [], faults: [] }));
  else await vitest.start();
}

function startVitest(root: string, reporter: ClaimReporter, watch: boolean): Promise<Vitest> {
  return createVitest({
    root,
    watch,
    // The projects of vitest.config.ts are not looked at: a build needs this one and no browser.
    config: false,
    projects: [claimsProject()],
    project: [CLAIMS_PROJECT],
    reporters: [reporter],
  });
}

/** What ran against what there is to run: what is missing is a problem, whatever Vitest says. */
function conclude(root: string, ran: RanFiles, only?: readonly string[]): Judged {
  const files = claimFiles(root).filter(({ id }) => !only || only.includes(id));
  const digests = digestClaims(root, files);
  const found = new Map(ran.files.map((file) => [file.file, file]));
  const claims = files.map(({ id, file }): ClaimReport => {
    const { runs = [], uses = [] } = found.get(file) ?? {};
    return { id, file, digest: digests.get(id) as string, uses, ...worstOf(runs), runs };
  });
  const keys = readBibliography(root).map(({ key }) => key);
  const problems = [
    ...problemsOfRun(files, ran),
    ...files.flatMap(({ id, file }) => problemsOfFile(root, id, file, found.get(file), keys)),
    ...problemsOfUses(root, claimFiles(root), claims),
  ];
  return { report: { version: 1, claims }, problems };
}
