import type { CliOptions, Reporter, Vitest } from 'vitest/node';
import { CLAIMS_PROJECT, claimsProject } from './claims-project.ts';
import { ClaimReporter, type RanFiles } from './reporter.ts';

/** What differs between the uses of Vitest. */
interface Options extends Omit<CliOptions, 'reporters'> {
  /** They report before the one that collects. */
  readonly reporters?: readonly (Reporter | ['blob', { outputFile: string }])[];
}

/**
 * Starts a Vitest that knows the claims and nothing else, and closes it after use.
 * @param root the project's root, an absolute path.
 * @param use what it is to do: run files, or merge what others ran.
 * @returns what the claims' files gave.
 */
export async function withVitest(
  root: string,
  { reporters = [], ...options }: Options,
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
  try {
    await use(vitest);
  } finally {
    await vitest.close();
  }
  return ran;
}
