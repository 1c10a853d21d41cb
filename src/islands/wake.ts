/** The event that has a sleeping island start; dispatched on its card or figure. */
export const WAKE = 'skip-two:wake';
/** Dispatched by an island from which something was asked before it could be operated. */
export const ASKED = 'skip-two:asked';

/** Has the island of a card or figure start now. An island that has started does not mind. */
export function wake(cardOrFigure: Element | null): void {
  cardOrFigure?.dispatchEvent(new Event(WAKE));
}
