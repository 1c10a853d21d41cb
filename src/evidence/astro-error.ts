import { AstroError } from 'astro/errors';
import type { AuthorProblem } from '../claim/author-error.ts';

/**
 * An author's problem as Astro prints one: name, sentence, hint, place. No stack: where the fault was
 * noticed says nothing to an author.
 */
export function astroError({ name, message, hint, location }: AuthorProblem): AstroError {
  const error = new AstroError(message, hint);
  // Astro prints a place only where it has a column; its MDX plugin looks for line and column outside of loc.
  const { file, line = 1, column = 1 } = location ?? {};
  const place = file === undefined ? {} : { loc: { file, line, column }, line, column };
  return Object.assign(error, { name, title: name, stack: '', ...place });
}
