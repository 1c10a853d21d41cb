/**
 * Shows what a link leads to, citation, equation, term or claim, when a reader points at it or reaches
 * it by keyboard. What shows it is fetched the first time; where it cannot be, the link is a plain link.
 */
export function offerPreviews(): void {
  if (!('popover' in HTMLElement.prototype)) return;
  const listen = async ({ target, type }: Event) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-preview]') : null;
    if (!link) return;
    try {
      (await import('./previews.ts')).approach(link, type === 'focusin');
    } catch {
      // A preview is an extra: the link still leads where it says.
    }
  };
  document.addEventListener('pointerover', listen);
  document.addEventListener('focusin', listen);
}
