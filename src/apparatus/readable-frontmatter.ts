import { relative } from 'node:path';
import type { Plugin } from 'vite';
import { astroError } from '../evidence/astro-error.ts';
import { unreadableFrontmatter } from './article-problems.ts';

/**
 * Refuses an article whose frontmatter cannot be read before Astro's MDX plugin tries to, which would say neither
 * the place nor what to do.
 * @param root the project's root, a path.
 */
export function readableFrontmatter(root: string): Plugin {
  return {
    name: 'skip-two:readable-frontmatter',
    enforce: 'pre',
    transform: {
      filter: { id: /\.mdx$/ },
      handler(text, path) {
        const file = relative(root, path).replaceAll('\\', '/');
        const problem = unreadableFrontmatter({ id: file, file, text });
        if (problem) throw astroError(problem);
      },
    },
  };
}
