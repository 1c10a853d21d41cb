import { createVitest, type Reporter, type TestModule } from 'vitest/node';
import type { Evidence } from '../claim/evidence-schema.ts';
import { type Again, TIME_UP } from './agreement.ts';
import type { RepeatOrder } from './repeat-suite.ts';

const SUITE = 'src/evidence/repeat-suite.ts';

/**
 * Runs claims again in Vitest, on the cpu backend.
 * @param root the project's root, an absolute path.
 * @param runs held against their claims' declarations by `planRepeat`.
 * @param minutes after which what is left is not begun, and what is under way stops at its next trial.
 * @returns one for each run, in their order.
 */
export async function repeatRuns(
  root: string,
  runs: readonly Evidence[],
  minutes: number,
): Promise<readonly Again[]> {
  const order: RepeatOrder = {
    runs: runs.map(({ claim, parameters, seed }) => ({ claim, parameters, seed })),
    deadlineMs: Date.now() + minutes * 60_000,
  };
  const again: Again[] = runs.map(() => ({ evidence: null, problem: 'it was not run' }));
  const reporter: Reporter = { onTestRunEnd: (modules) => collect(modules, again) };
  const vitest = await createVitest({
    root,
    watch: false,
    config: false,
    projects: [
      {
        test: {
          name: 'repeat',
          environment: 'node',
          include: [SUITE],
          provide: { repeatOrder: order },
          // The deadline ends a run between two trials; this only ends what does not get to that.
          testTimeout: (2 * minutes + 1) * 60_000,
          // TensorFlow.js's deep imports lack extensions, which Vite resolves and Node does not.
          server: { deps: { inline: [/@tensorflow\/tfjs/] } },
        },
      },
    ],
    reporters: [reporter],
  });
  try {
    await vitest.start([`${root}/${SUITE}`]);
  } finally {
    await vitest.close();
  }
  return again;
}

function collect(modules: readonly TestModule[], again: Again[]): void {
  for (const module of modules) {
    for (const [place, test] of [...module.children.allTests()].entries()) {
      const { repeated } = test.meta();
      const [error] = test.result().errors ?? [];
      if (repeated?.evidence) again[repeated.place] = { evidence: repeated.evidence };
      else again[place] = { evidence: null, problem: error?.message.split('\n')[0] ?? TIME_UP };
    }
  }
}
