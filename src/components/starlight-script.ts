import type { Plugin } from 'vite';

/** A line in one of Starlight's scripts, and what stands there in its place. */
export interface Replacement {
  /** Of the plugin, and of the file that has its reason. */
  readonly name: string;
  readonly script: RegExp;
  readonly line: string;
  readonly ours: string;
}

/**
 * Builds the site with a line of a script of Starlight's replaced.
 *
 * Fails loudly where Starlight no longer has the line: a new release must be looked at.
 */
export function replaceInStarlight({ name, script, line, ours }: Replacement): Plugin {
  return {
    name: `skip-two:${name}`,
    enforce: 'pre',
    // In dev all scripts are at hand, and search is not there.
    apply: 'build',
    transform(code, id) {
      if (!script.test(id.replaceAll('\\', '/'))) return;
      if (!code.includes(line))
        throw new Error(
          `Starlight’s script no longer has "${line}": look whether ${name}.ts is still needed.`,
        );
      return { code: code.replace(line, () => ours), map: null };
    },
  };
}
