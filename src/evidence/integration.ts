import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { astroError } from './astro-error.ts';
import { type JudgedNow, judgeClaims } from './judge-claims.ts';
import { describeCounts, describeHeld, ledgerLines } from './ledger.ts';
import { describeProblem } from './problem.ts';
import type { Judged } from './report.ts';
import { readRecorded } from './store.ts';
import { MODULE_TYPES, reloadEvidence, virtualEvidence } from './virtual-evidence.ts';
import { watchClaims } from './watch-claims.ts';

/**
 * Judges the claims before anything is published, and gives pages the verdicts. A build stops at
 * the first problem and leaves no site behind; in dev problems are told and pages go on.
 *
 * `EVIDENCE`, a path, has a build take recorded evidence instead: `npm run verify -- --json`.
 */
export function evidence(): AstroIntegration {
  const latest = latestOf<Judged>();
  let root = '';
  let outDir = '';
  let building = false;
  /** Set while a build is under way: a site that is not whole must not stay. */
  const removeUnfinished = () => rmSync(outDir, { recursive: true, force: true });

  return {
    name: 'skip-two:evidence',
    hooks: {
      'astro:config:setup': ({ command, config, updateConfig }) => {
        root = fileURLToPath(config.root).replace(/[\\/]$/, '');
        building = command === 'build';
        updateConfig({ vite: { plugins: [virtualEvidence(latest.get)] } });
      },
      'astro:config:done': ({ config, injectTypes }) => {
        injectTypes({ filename: 'evidence.d.ts', content: MODULE_TYPES });
        if (!building) return;
        outDir = fileURLToPath(config.outDir);
        // Now, since whatever fails from here on must not leave the last site standing.
        removeUnfinished();
        process.once('exit', removeUnfinished);
      },
      'astro:build:start': async ({ logger }) => {
        const recorded = process.env.EVIDENCE;
        const judged = recorded
          ? null
          : await judgeClaims(root, { onWait: (sentence) => logger.info(sentence) });
        const { report, problems } = judged ?? (await readRecorded(root, recorded as string));
        for (const problem of problems.slice(1)) logger.error(describeProblem(problem));
        if (problems[0]) throw astroError(problems[0]);
        for (const line of ledgerLines(report)) logger.info(line);
        if (judged) logger.info(describeCounts(judged));
        latest.set({ report, problems });
      },
      'astro:build:done': () => {
        process.off('exit', removeUnfinished);
      },
      'astro:server:setup': ({ server, logger }) => {
        // Not awaited: the server is up at once, and a page waits for the first verdicts by itself.
        const onJudged = (judged: JudgedNow) => {
          const { report, problems, leftOut } = judged;
          for (const problem of problems) logger.error(describeProblem(problem));
          if (problems.length === 0) logger.info(`${describeHeld(report)}: ${describeCounts(judged)}`);
          if (leftOut.length > 0)
            logger.info(`Not judged here, since they take minutes: npm run verify -- ${leftOut.join(' ')}`);
          latest.set({ report, problems });
          reloadEvidence(server);
        };
        const onWait = (sentence: string) =>
          logger.warn(
            `${sentence} Until that ends, pages show the verdicts of before; what you save now ends it.`,
          );
        watchClaims(root, server.watcher, onJudged, onWait, (error) => {
          logger.error(`The claims could not be judged: ${error instanceof Error ? error.message : error}`);
          latest.fail(error);
        });
      },
    },
  };
}

/** A value that comes later and then changes: whoever asks before the first waits for it. */
function latestOf<T>() {
  let set: (value: T) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  let current = new Promise<T>((resolve, reject) => {
    set = resolve;
    fail = reject;
  });
  return {
    get: () => current,
    set: (value: T) => {
      set(value);
      current = Promise.resolve(value);
    },
    fail: (error: unknown) => fail(error),
  };
}
