/** What TypeScript's library does not know yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML?: (text: string) => string; createScriptURL?: (url: string) => string | null },
  ): { createHTML(text: string): string };
}

/** Trusted Types, where the browser has them. */
export function trustedTypesOf(scope: object): TrustedTypes | undefined {
  return (scope as { trustedTypes?: TrustedTypes }).trustedTypes;
}

/**
 * Answers for code that hands plain text to the browser as HTML or as a script's address, where the site's policy
 * asks for Trusted Types: Pagefind's interface, and bundlers' `new Worker`. Of HTML it lets through what Pagefind marks in
 * an excerpt, and every other tag is shown as it is written; scripts and workers come from this site; text is
 * never a script.
 *
 * Its source is put at the head of each page, before all other scripts: nothing outside of it may be used.
 */
export function guardSinks(): void {
  const { trustedTypes } = window as Window & { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createHTML: (text) => text.replace(/<(?!\/?mark>)/g, '&lt;'),
    createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
  });
}
