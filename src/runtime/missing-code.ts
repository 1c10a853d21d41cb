/** What Chromium and Firefox, and Safari, say where a chunk cannot be fetched; they have no error of its own for it. */
const SAID = /dynamically imported module|importing a module script failed/i;

/** True of the error of an import whose file, or one that it imports, could not be fetched. */
export function isMissingCode(error: unknown): boolean {
  return error instanceof TypeError && SAID.test(error.message);
}

/** The sentence for a reader once every try has failed. */
export const MISSING_CODE =
  'Code of this site could not be loaded: the connection may be down, or the site was updated since this page was opened. Try again, or reload the page.';
