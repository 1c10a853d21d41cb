import { savesData } from './connection.ts';
import { trustedTypesOf } from './guard-sinks.ts';

/** What this site answered is HTML as it stands: the text comes from `fetch` of its own origin, and nothing else is given to it. */
const ownPage = trustedTypesOf(globalThis)?.createPolicy('own-page', { createHTML: (text) => text });

/** Pages fetched for previews: pointing at a link twice asks once. */
const fetched = new Map<string, Promise<Document | null>>();

/**
 * A claim's title, statement and what CI found, from its card: the one on this page, or on the page
 * that a link leads to.
 * @returns null where the page cannot be had, or its reader saves data.
 */
export async function previewOfClaim(href: string): Promise<Node | null> {
  const id = /\/claims\/([^/#?]+)/.exec(href)?.[1];
  const selector = `section[data-claim="${id}"]`;
  const card = document.querySelector(selector) ?? (await pageAt(href))?.querySelector(selector);
  if (!card) return null;
  const preview = document.createDocumentFragment();
  const title = document.createElement('strong');
  title.textContent = card.querySelector('.claim-title')?.textContent?.trim() ?? '';
  const verdict = document.createElement('span');
  verdict.className = 'preview-verdict';
  verdict.textContent = `When this site was built: ${card.getAttribute('data-ci-verdict')}.`;
  preview.append(title);
  const statement = card.querySelector('.claim-statement .katex-display');
  if (statement) preview.append(document.importNode(statement, true));
  preview.append(verdict);
  return preview;
}

function pageAt(href: string): Promise<Document | null> {
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
