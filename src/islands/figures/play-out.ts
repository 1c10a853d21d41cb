import type { Values } from '../../claim/parameters.ts';

/** What is asked of a figure: to set itself so, to play where it plays, and to say what it then shows. */
export interface PlayOut {
  /** Parameters and views by name, and `seed`. */
  readonly sets: Values;
  /** Told the figure's own sentence once nothing in it moves or is computed any more. */
  readonly found: (sentence: string) => void;
}

type Attend = (asked: PlayOut) => void;

const attending = new Map<string, Attend>();
const waiting = new Map<string, PlayOut>();

/**
 * Has a figure of this page play something out: at once, or as soon as its island can be operated. Of
 * what is asked before that only the latest is kept.
 * @param figure its id.
 */
export function playOut(figure: string, asked: PlayOut): void {
  const attend = attending.get(figure);
  if (attend) attend(asked);
  else waiting.set(figure, asked);
}

/**
 * A figure attends to what is asked of it, first to what was asked before it could.
 * @param figure its id.
 * @returns what ends that.
 */
export function attendTo(figure: string, attend: Attend): () => void {
  attending.set(figure, attend);
  const asked = waiting.get(figure);
  waiting.delete(figure);
  if (asked) attend(asked);
  return () => attending.delete(figure);
}
