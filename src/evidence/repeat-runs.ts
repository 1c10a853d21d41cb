import { createVitest, type Reporter, type TestModule } from 'vitest/node';
import type { Backend } from '../claim/device.ts';
import type { Evidence } from '../claim/evidence-schema.ts';
import { type Again, TIME_UP } from './agreement.ts';
import type { RepeatOrder } from './repeat-suite.ts';

const SUITE = 'src/evidence/repeat-suite.ts';

/**
 * Runs claims in Vitest, as they are ordered.
 * @param root the project's root, an absolute path.
 * @param backend cpu, or webgpu where `provideWebGpu` does not throw.
 * @param runs what fits their claims' declarations.
 * @param minutes after which what is left is not begun, and what is under way stops at its next trial.
 * @returns one for each run, in their order.
 */
export async function repeatRuns(
  root: string,
  backend: Backend,
  runs: readonly Pick<Evidence, 'claim' | 'parameters' | 'seed'>[],
  minutes: number,
): Promise<readonly Again[]> {
  const order: RepeatOrder = {
    backend,
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
          // Dawn is native code, which need not bear being loaded in a thread.
          pool: 'forks',
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
