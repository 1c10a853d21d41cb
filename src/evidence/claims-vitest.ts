import type { CliOptions, Reporter, Vitest } from 'vitest/node';
import { CLAIMS_PROJECT, claimsProject } from './claims-project.ts';
import { ClaimReporter, type RanFiles } from './reporter.ts';

/** What differs between the uses of Vitest. */
interface Options extends Omit<CliOptions, 'reporters'> {
  /** They report before the one that collects. */
  readonly reporters?: readonly (Reporter | ['blob', { outputFile: string }])[];
  /** Ends what is run, even what would never end by itself. */
  readonly signal?: AbortSignal;
}

/**
 * Starts a Vitest that knows the claims and nothing else, and closes it after use.
 * @param root the project's root, an absolute path.
 * @param use what it is to do: run files, or merge what others ran.
 * @returns what the claims' files gave.
 */
export async function withVitest(
  root: string,
  { reporters = [], signal, ...options }: Options,
  use: (vitest: Vitest) => Promise<unknown>,
): Promise<RanFiles> {
  // Loaded only where something is to be run: it is large.
  const { createVitest } = await import('vitest/node');
  let ran: RanFiles = { files: [], faults: [] };
  const reporter = new ClaimReporter(root, (result) => {
    ran = result;
  });
  const vitest = await createVitest({
    root,
    watch: false,
    // The projects of vitest.config.ts are not looked at: a build needs this one and no browser.
    config: false,
    projects: [claimsProject()],
    project: [CLAIMS_PROJECT],
    ...options,
    reporters: [...reporters, reporter],
  });
  const end = () => endRun(vitest);
  signal?.addEventListener('abort', end);
  try {
    if (!signal?.aborted) await use(vitest);
  } finally {
    signal?.removeEventListener('abort', end);
    await vitest.close();
  }
  return ran;
}

/** Asked once, Vitest waits for what is being run; asked again meanwhile, it ends the threads, whatever they do. */
function endRun(vitest: Vitest): void {
  for (let times = 0; times < 2; times++) void vitest.cancelCurrentRun('keyboard-input');
}
