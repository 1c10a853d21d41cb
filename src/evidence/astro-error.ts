import { AstroError } from 'astro/errors';
import { pageOf } from './errors/table.ts';
import type { Problem } from './problem.ts';

/**
 * An author's problem as Astro prints one: name, sentence, hint with the page that explains it, place. No
 * stack: where the fault was noticed says nothing to an author.
 */
export function astroError({ name, message, hint, location }: Problem): AstroError {
  const error = new AstroError(message, `${hint}\nSee ${pageOf(name)}`);
  // Astro prints a place only where it has a column; its MDX plugin looks for line and column outside of loc.
  const { file, line = 1, column = 1 } = location ?? {};
  const place = file === undefined ? {} : { loc: { file, line, column }, line, column };
  Object.assign(error, { title: name, stack: '', ...place });
  // The MDX plugin calls whatever is thrown in an article MDXError: build-failures.test.ts would see it.
  return Object.defineProperty(error, 'name', { get: () => name, set: () => {}, enumerable: true });
}
