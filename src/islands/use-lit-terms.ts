import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { SYMBOLS, type SymbolName } from '../claim/notation.ts';

const NAMES = Object.keys(SYMBOLS) as SymbolName[];
const LIT_BY = '[data-terms], [class*="term-"]';

/**
 * Lights up a symbol wherever it stands in a figure, formula and matrices alike, while the pointer
 * or the focus is on one of its places. The style sheet does the rest, by `data-lit`.
 */
export function useLitTerms(inside: RefObject<HTMLElement>): void {
  useEffect(() => {
    const figure = inside.current?.closest('figure');
    if (!figure) return;
    const light = (target: EventTarget | null) => {
      const place = target instanceof Element ? target.closest(LIT_BY) : null;
      const lit = place ? termsOf(place) : [];
      if (lit.length > 0) figure.dataset.lit = lit.join(' ');
      else delete figure.dataset.lit;
    };
    const onEnter = ({ target }: Event) => light(target);
    const onLeave = () => light(document.activeElement);
    figure.addEventListener('pointerover', onEnter);
    figure.addEventListener('focusin', onEnter);
    figure.addEventListener('pointerleave', onLeave);
    figure.addEventListener('focusout', onLeave);
    return () => {
      figure.removeEventListener('pointerover', onEnter);
      figure.removeEventListener('focusin', onEnter);
      figure.removeEventListener('pointerleave', onLeave);
      figure.removeEventListener('focusout', onLeave);
    };
  }, []);
}

function termsOf(place: Element): string[] {
  const named = place.getAttribute('data-terms');
  if (named) return named.split(' ');
  return NAMES.filter((name) => place.classList.contains(`term-${name}`));
}
