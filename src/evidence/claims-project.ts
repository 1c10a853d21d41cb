import type { TestProjectInlineConfiguration } from 'vitest/config';
import { claimTestsPlugin } from './claim-tests-plugin.ts';

/** The name of Vitest's project that judges the claims. */
export const CLAIMS_PROJECT = 'claims';

/** Vitest's project that judges the claims in Node, on the cpu backend. */
export function claimsProject(): TestProjectInlineConfiguration {
  return {
    plugins: [claimTestsPlugin()],
    test: {
      name: CLAIMS_PROJECT,
      environment: 'node',
      include: ['src/claims/part-*/*.ts'],
      // Claims are pure and share one TensorFlow.js: starting it for each anew costs half a second.
      pool: 'threads',
      isolate: false,
      // The process that hands out files has little to do itself: on two cores one of them would idle.
      maxWorkers: '100%',
      testTimeout: 120_000,
      // TensorFlow.js's deep imports lack extensions, which Vite resolves and Node does not.
      server: { deps: { inline: [/@tensorflow\/tfjs/] } },
    },
  };
}
