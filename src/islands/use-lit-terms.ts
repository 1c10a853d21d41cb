import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { lightTerms } from './lit-terms.ts';

/**
 * Lights up a symbol wherever it stands in a figure, formula and matrices alike, while the pointer
 * or the focus is on one of its places. The style sheet does the rest, by `data-lit`.
 */
export function useLitTerms(inside: RefObject<HTMLElement>): void {
  useEffect(() => {
    const figure = inside.current?.closest('figure');
    if (!figure) return;
    const light = (target: EventTarget | null) => lightTerms(figure, target);
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
