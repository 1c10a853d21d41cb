/** The places of a symbol: a part of a figure names those it stands for, a glyph has the symbol's class. */
const PLACES = '[data-terms], [class*="term-"]';

/**
 * Lights up the symbols at a place wherever else they stand within `scope`; nowhere, where the place has none.
 * The style sheet does the rest, by `data-lit`.
 */
export function lightTerms(scope: HTMLElement, target: EventTarget | null): void {
  const place = target instanceof Element ? target.closest(PLACES) : null;
  const lit = place?.getAttribute('data-terms') ?? /\bterm-(\w+)/.exec(place?.className ?? '')?.[1];
  if (lit === scope.dataset.lit) return;
  if (lit) scope.dataset.lit = lit;
  else delete scope.dataset.lit;
}

/** Pointing at a symbol in an article's formulas lights it up all over the article, figures included. */
export function lightArticle(): void {
  const article = document.querySelector<HTMLElement>('.sl-markdown-content');
  article?.addEventListener('pointerover', ({ target }) => lightTerms(article, target));
  article?.addEventListener('pointerleave', () => lightTerms(article, null));
}
