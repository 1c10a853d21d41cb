import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BACKENDS } from './src/claim/device.ts';
import { claimsProject } from './src/evidence/claims-project.ts';
import { launchOptions } from './test/support/chromium.ts';
import { VerdictKeeper } from './test/support/verdict-keeper.ts';

/** TensorFlow.js's deep imports lack extensions, which Vite resolves and Node does not. */
const inlineTensorflow = { deps: { inline: [/@tensorflow\/tfjs/] } };

/** What a page comes to show: a second, the default, is too short on two cores that also do other work. */
const patient = { poll: { timeout: 15_000 } };

/** Where CI wants Vitest's JSON report. */
const REPORT = process.env.SKIP_TWO_TEST_REPORT;

export default defineConfig({
  test: {
    // CI counts from Vitest's own report.
    reporters: [
      'default',
      new VerdictKeeper(import.meta.dirname),
      ...(REPORT ? [['json', { outputFile: REPORT }] satisfies ['json', object]] : []),
    ],
    projects: [
      claimsProject(),
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
          // As the claims have it, else on two cores they would come last, one file after another.
          maxWorkers: '100%',
          server: inlineTensorflow,
          testTimeout: 60_000,
        },
      },
      {
        // All that Vite must prepare, named beforehand: found out in mid-run it would reload the tests.
        optimizeDeps: {
          entries: ['src/{claim,claims,numerics,runtime}/**/*.ts', 'test/{browser,support}/**/*.ts'],
        },
        test: {
          name: 'browser',
          sequence: { groupOrder: 2 },
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          // One software GPU on few cores: files side by side would only time one another out.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: BACKENDS.map((backend) => ({
              browser: 'chromium' as const,
              name: backend,
              provide: { backend },
            })),
          },
        },
      },
      {
        test: {
          name: 'build',
          sequence: { groupOrder: 1 },
          environment: 'node',
          include: ['test/build/**/*.test.ts'],
          expect: patient,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each builds in a folder of its own.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'site',
          // Beside the project `browser`, one file of each: either waits for much that is no work of these cores.
          sequence: { groupOrder: 2 },
          environment: 'node',
          include: ['test/site/**/*.test.ts'],
          expect: patient,
          globalSetup: ['test/site/setup.ts'],
          setupFiles: ['test/site/build-once.ts'],
          // Of tests that wait for nothing but the two cores.
          maxConcurrency: 3,
          server: inlineTensorflow,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
