import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** A claim's file, wherever the project stands. */
const CLAIM_FILE = /\/src\/claims\/part-[^/]+\/[^/]+\.ts$/;

/** Vitest's hook, as far as it is used: its types would load all of Vitest. */
interface VitestContext {
  defineCacheKeyGenerator(generator: (module: { id: string }) => false | undefined): void;
}

/**
 * Makes each claim's file a test file of its own, so that any of them can be run without the others:
 * a call of the suite is appended, which acts only where the file is the one under test.
 */
export function claimTestsPlugin(): Plugin {
  const suite = fileURLToPath(new URL('./claim-suite.ts', import.meta.url));
  return {
    name: 'skip-two:claim-tests',
    enforce: 'post',
    // Vitest keeps transformed files by what they hold, which it reads apart from what it transforms: of a file that
    // is saved in between, it would keep one text under the other's name, and judge by it from then on.
    configureVitest({ defineCacheKeyGenerator }: VitestContext) {
      defineCacheKeyGenerator(({ id }) => (/[\\/]node_modules[\\/]/.test(id) ? undefined : false));
    },
    transform(code, id) {
      if (!CLAIM_FILE.test(id.replaceAll('\\', '/'))) return;
      const appended = [
        `import { judgeHere as __judgeHere } from ${JSON.stringify(suite)};`,
        `import * as __self from ${JSON.stringify(id)};`,
        '__judgeHere(import.meta.filename, __self.default);',
      ];
      return { code: [code, ...appended].join('\n'), map: null };
    },
  };
}
