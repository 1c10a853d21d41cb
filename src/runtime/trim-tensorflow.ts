import type { Plugin } from 'vite';

/** The two files whose exports are destructured from a namespace, which keeps every CPU kernel alive. */
const SHARED = /tfjs-backend-(?:webgpu|webgl)\/dist\/kernel_utils\/shared\.js$/;
const DESTRUCTURED = /const \{([^}]+)\} = shared;/;
const LICENCE_BLOCK = /\/\*\*\s*(?:\n \* )?@license[\s\S]*?\*\//g;

/**
 * What nothing here uses and no bundler can shake: where models are stored, registered on import, and
 * helpers of kernels that no part registers, kept alive by a namespace that crosses chunks.
 */
const UNUSED =
  /tfjs-core\/dist\/(?:io\/(?:local_storage|indexed_db)|backends\/einsum_util|ops\/(?:(?:ragged_to_dense|gather_nd|scatter_nd|split)_util|sparse\/\w+_util))\.js$/;
const EXPORTED = /^export (?:async )?(?:(?:function|class|const|var) (\w+)|\{ (\w+) \})/gm;

/**
 * Makes TensorFlow.js as small as what is used of it. Measured with 12 kernels, brotli: about a
 * fifth of each backend's chunk.
 *
 * - Both GPU backends destructure all of the cpu backend's kernels from a namespace object, which
 *   no bundler can shake; the same names as re-exports can be.
 * - The backends import tfjs-core by its index, which registers all optimizers; its own `base` does not.
 * - What is certainly unused is replaced by empty classes, which throw when they are called after all;
 *   a test runs every claim of the built site.
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
    resolveId(source, importer) {
      if (source !== '@tensorflow/tfjs-core' || !importer?.includes('@tensorflow')) return null;
      return this.resolve('@tensorflow/tfjs-core/dist/base', importer, { skipSelf: true });
    },
    transform(code, id) {
      const path = id.replaceAll('\\', '/').split('?')[0] as string;
      if (!path.includes('/@tensorflow/tfjs-')) return;
      const trimmed = code.replace(LICENCE_BLOCK, '');
      if (SHARED.test(path)) return { code: asReExports(trimmed, path), map: null };
      if (UNUSED.test(path))
        return { code: asEmptyClasses(trimmed, path), map: null, moduleSideEffects: false };
      return { code: trimmed, map: null };
    },
  };
}

const OUTDATED = 'look whether trim-tensorflow.ts is still needed.';

function asEmptyClasses(code: string, path: string): string {
  const names = [...code.matchAll(EXPORTED)].map(([, declared, listed]) => declared ?? listed);
  if (names.length === 0) throw new Error(`${path} no longer exports what was unused: ${OUTDATED}`);
  return names.map((name) => `export class ${name} {}`).join('\n');
}

function asReExports(code: string, path: string): string {
  const names = DESTRUCTURED.exec(code)?.[1];
  if (!names) throw new Error(`${path} no longer destructures its kernels: ${OUTDATED}`);
  const pairs = names
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map((pair) => pair.replace(/\s*:\s*/, ' as '));
  return `export { ${pairs.join(', ')} } from '@tensorflow/tfjs-backend-cpu/dist/shared';\n`;
}
