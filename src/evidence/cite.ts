import bibtex from '../../content/references.bib?raw';
import { AuthorError } from '../claim/author-error.ts';
import { parseBibliography, type Reference } from './bibliography.ts';
import { unknownSource } from './unknown-name.ts';

const REFERENCES = new Map(parseBibliography(bibtex).map((reference) => [reference.key, reference]));

/**
 * The sources that a claim names, in its order.
 * @throws {AuthorError} UnknownSource, with the nearest key.
 */
export function cite(id: string, keys: readonly string[]): Reference[] {
  return keys.map((key) => {
    const reference = REFERENCES.get(key);
    if (!reference) throw new AuthorError(unknownSource(id, key, [...REFERENCES.keys()]));
    return reference;
  });
}
