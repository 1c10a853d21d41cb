import { mayLoadAhead } from './connection.ts';

const FIRST = ['pointerover', 'focusin', 'scroll', 'touchstart'] as const;

/** Loads what fetches ahead when a reader first does something: an article that is only opened fetches nothing more. */
export function offerLoadAhead(): void {
  const start = async (event: Event) => {
    for (const type of FIRST) removeEventListener(type, start, true);
    if (!mayLoadAhead()) return;
    try {
      (await import('./load-ahead.ts')).loadAhead(event);
    } catch {
      // Everything is fetched when it is asked for, as it would be anyway.
    }
  };
  for (const type of FIRST) addEventListener(type, start, { capture: true, passive: true });
}
