import { pageAt } from './fetched-pages.ts';

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
