import { isAbsolute, relative } from 'node:path';
import type { Node } from 'unist';
import type { VFile } from 'vfile';
import { astroError } from '../evidence/astro-error.ts';
import type { Problem } from '../evidence/problem.ts';

/** What a remark plugin finds against an article; the node knows the place. */
export type ArticleProblem = Omit<Problem, 'location'>;

/** Where the site stands; the same for every remark plugin. */
export interface Rooted {
  /** The project's root, a path. */
  readonly root: string;
}

/**
 * Stops the build at a node of an article.
 * @throws {AstroError} with sentence, hint, and file:line:column.
 */
export function stopAt(
  node: Node | undefined,
  { root }: Rooted,
  file: VFile,
  problem: ArticleProblem,
): never {
  const path = isAbsolute(file.path) ? relative(root, file.path) : file.path;
  const start = node?.position?.start;
  throw astroError({
    ...problem,
    location: { file: path.replaceAll('\\', '/'), line: start?.line, column: start?.column },
  });
}
