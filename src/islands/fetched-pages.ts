import { savesData } from './connection.ts';
import { trustedTypesOf } from './guard-sinks.ts';

/** What this site answered is HTML as it stands: the text comes from `fetch` of its own origin, and nothing else is given to it. */
const ownPage = trustedTypesOf(globalThis)?.createPolicy('own-page', { createHTML: (text) => text });

/** Pages fetched for previews: pointing at a link twice asks once. */
const fetched = new Map<string, Promise<Document | null>>();

/** A page of this site, as it was built; null where it cannot be had, or its reader saves data. */
export function pageAt(href: string): Promise<Document | null> {
  const { origin, pathname } = new URL(href);
  if (origin !== location.origin || savesData()) return Promise.resolve(null);
  let page = fetched.get(pathname);
  if (!page) {
    page = fetchPage(pathname);
    fetched.set(pathname, page);
  }
  return page;
}

async function fetchPage(path: string): Promise<Document | null> {
  try {
    const response = await fetch(path);
    if (response.ok) {
      const text = await response.text();
      return new DOMParser().parseFromString(ownPage?.createHTML(text) ?? text, 'text/html');
    }
  } catch {
    // Told by the null: the link stays a plain link.
  }
  fetched.delete(path);
  return null;
}
