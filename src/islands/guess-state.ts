/** How far a reader's guess has come. */
export type GuessState =
  | { readonly phase: 'open' }
  | { readonly phase: 'playing'; readonly choice: number }
  | { readonly phase: 'found'; readonly choice: number; readonly sentence: string };

/** `choice` counts the choices from 0. */
export type GuessEvent =
  | { readonly type: 'chosen'; readonly choice: number }
  | { readonly type: 'found'; readonly choice: number; readonly sentence: string };

/** A reader may choose again; what an earlier choice had played out then comes too late. */
export function nextGuess(state: GuessState, event: GuessEvent): GuessState {
  if (event.type === 'chosen') return { phase: 'playing', choice: event.choice };
  const isAwaited = state.phase === 'playing' && state.choice === event.choice;
  return isAwaited ? { phase: 'found', choice: event.choice, sentence: event.sentence } : state;
}
