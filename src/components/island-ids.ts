import type { Plugin } from 'vite';

const RENDERER = /\/astro\/dist\/runtime\/server\/render\/component\.js/;
const HASHED = /:\$\{metadata\.componentUrl\}(?=-->)/;

/**
 * Makes the ids of islands those of their contents alone. Astro hashes the path of the component's file as
 * well, from the root of the file system, so that a checkout in another folder builds other pages.
 *
 * Fails loudly where Astro no longer looks as expected: a new release must be looked at.
 */
export function islandIds(): Plugin {
  return {
    name: 'skip-two:island-ids',
    apply: 'build',
    transform(code, id) {
      if (!RENDERER.test(id.replaceAll('\\', '/'))) return;
      if (!HASHED.test(code))
        throw new Error(
          'Astro no longer hashes the paths of islands: look whether island-ids.ts is still needed.',
        );
      return { code: code.replace(HASHED, ''), map: null };
    },
  };
}
