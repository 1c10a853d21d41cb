import type { Heading, Text } from 'mdast';
import type { VFile } from 'vfile';
import type { ArticleProblem } from './author-stop.ts';

/** A heading that is the page's title once more, or that leaves out a level; null for any other. */
export function headingProblem({ depth }: Heading, depthBefore: number): ArticleProblem | null {
  if (depth === 1)
    return {
      name: 'BrokenMarkup',
      message: 'A heading with one # is the title of a page, which stands in the frontmatter already.',
      hint: 'Write it with ##.',
    };
  if (depth <= depthBefore + 1) return null;
  return {
    name: 'BrokenMarkup',
    message: `A heading of level ${depth} follows one of level ${depthBefore}.`,
    hint: `Write it with ${'#'.repeat(depthBefore + 1)}: readers who hear the page go by the levels.`,
  };
}

/** A $ in prose, with which no formula begins or ends; null where there is none. */
export function dollarProblem({ position }: Text, file: VFile): ArticleProblem | null {
  const source = String(file.value).slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
  if (!/(?<!\\)\$/.test(source)) return null;
  return {
    name: 'BrokenTeX',
    message: 'A $ stands alone, so no formula begins or ends there.',
    hint: 'Write a formula between two of them, $n < 3$, and the sign itself as \\$.',
  };
}
