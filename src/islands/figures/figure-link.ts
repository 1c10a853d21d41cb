import { type Restored, readPermalink, writePermalink } from '../../claim/permalink.ts';
import { anchorOf } from './figure-anchor.ts';
import type { Poster, Settings } from './figure-state.ts';

/** The fragment (without #) that restores a figure: `figure-fold:v=1&n=5&g=relu&seed=3`. */
export function writeFigureLink(id: string, { values, seed }: Settings): string {
  return `${anchorOf(id)}:${writePermalink(values, seed)}`;
}

/**
 * Reads an address's fragment for one figure of its page. Anything unknown, malformed or out of
 * range is left as the poster has it and named in `problem`; nothing throws.
 * @returns null where the fragment is not this figure's.
 */
export function readFigureLink(fragment: string, poster: Poster): Restored | null {
  const start = `#${anchorOf(poster.id)}:`;
  if (!fragment.startsWith(start)) return null;
  const given = fragment.slice(start.length);
  if (!given.includes('=')) {
    const { values, seed } = poster;
    return { values, seed, problem: 'This link could not be read, so its settings were ignored.' };
  }
  return readPermalink(given, { ...poster.parameters, ...poster.views }, poster);
}
