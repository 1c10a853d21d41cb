import type { Plugin } from 'vite';

/** The two files whose exports are destructured from a namespace, which keeps every CPU kernel alive. */
const SHARED = /tfjs-backend-(?:webgpu|webgl)\/dist\/kernel_utils\/shared\.js$/;
const DESTRUCTURED = /const \{([^}]+)\} = shared;/;
const LICENCE_BLOCK = /\/\*\*\s*(?:\n \* )?@license[\s\S]*?\*\//g;

/**
 * Makes TensorFlow.js as small as what is used of it. Measured with 12 kernels, brotli: about a
 * fifth of each backend's chunk.
 *
 * - Both GPU backends destructure all of the cpu backend's kernels from a namespace object, which
 *   no bundler can shake; the same names as re-exports can be.
 * - `@license` comments survive minification a hundredfold; the notice is published once instead,
 *   as public/licences.txt.
 *
 * Fails loudly where the library no longer looks as expected: a new release must be looked at.
 */
export function trimTensorflow(): Plugin {
  return {
    name: 'skip-two:trim-tensorflow',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      const path = id.replaceAll('\\', '/').split('?')[0] as string;
      if (!path.includes('/@tensorflow/tfjs-')) return;
      const trimmed = code.replace(LICENCE_BLOCK, '');
      return { code: SHARED.test(path) ? asReExports(trimmed, path) : trimmed, map: null };
    },
  };
}

function asReExports(code: string, path: string): string {
  const names = DESTRUCTURED.exec(code)?.[1];
  if (!names) throw new Error(`${path} no longer destructures its kernels: look whether trim-tensorflow.ts is still needed.`);
  const pairs = names
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map((pair) => pair.replace(/\s*:\s*/, ' as '));
  return `export { ${pairs.join(', ')} } from '@tensorflow/tfjs-backend-cpu/dist/shared';\n`;
}
