import { AstroError } from 'astro/errors';
import type { AuthorProblem } from '../claim/author-error.ts';

/**
 * An author's problem as Astro prints one: name, sentence, hint, place. No stack: where the fault was
 * noticed says nothing to an author.
 */
export function astroError({ name, message, hint, location }: AuthorProblem): AstroError {
  const error = new AstroError(message, hint);
  // Astro prints a place only where it has a column.
  const loc = location && { file: location.file, line: location.line ?? 1, column: location.column ?? 1 };
  return Object.assign(error, { name, title: name, loc, stack: `${name}: ${message}` });
}
