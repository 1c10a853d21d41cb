import type { AuthorErrorName } from '../../claim/author-error.ts';
import { ARTICLE_ERRORS } from './article-errors.ts';
import { CLAIM_ERRORS } from './claim-errors.ts';
import type { ErrorEntry } from './error-entry.ts';
import { RUN_ERRORS } from './run-errors.ts';

const TABLE = { ...CLAIM_ERRORS, ...ARTICLE_ERRORS, ...RUN_ERRORS } satisfies Record<
  AuthorErrorName,
  ErrorEntry
>;

/** Every author's error there is; one that is not in the table cannot be thrown. */
export type ErrorName = keyof typeof TABLE;

/** Each error by its name, with what its page says. */
export const ERRORS: Readonly<Record<ErrorName, ErrorEntry>> = TABLE;

/** The errors' names in alphabetical order. */
export const ERROR_NAMES = (Object.keys(TABLE) as ErrorName[]).sort();

/** Where on the site all errors are listed. */
export const ERROR_PAGES = '/reference/errors/';

/** An error's name as addresses have it: `unknown-claim`. */
export function slugOf(name: ErrorName): string {
  return name
    .replace('TeX', 'Tex')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase();
}

/** Where the site explains an error: an address where SITE says where the site is, else a path on it. */
export function pageOf(name: ErrorName): string {
  // What is wrong with SITE and BASE must not be wrong with this too.
  if (name === 'WrongAddress') return `${ERROR_PAGES}${slugOf(name)}/`;
  const { SITE = '', BASE = '' } = process.env;
  return `${SITE.replace(/\/$/, '')}${BASE.replace(/\/$/, '')}${ERROR_PAGES}${slugOf(name)}/`;
}
