import { useEffect, useRef, useState } from 'preact/hooks';
import { nextPlayback, type PlaybackMove } from './playback-state.ts';

/** What a bar of buttons needs to play something. */
export interface Player {
  readonly playing: boolean;
  readonly atEnd: boolean;
  readonly move: (move: Exclude<PlaybackMove, 'tick'>) => void;
}

/**
 * Plays over what was already computed. Nothing plays until it is asked to.
 * @param tickMs from one place to the next.
 * @param set told where the head is now: a view of the figure, so that it is in the link.
 */
export function usePlayback(at: number, last: number, tickMs: number, set: (at: number) => void): Player {
  const [playing, setPlaying] = useState(false);
  const latest = useRef({ at, last, playing });
  latest.current = { at, last, playing };

  function move(move: PlaybackMove): void {
    const { current } = latest;
    const next = nextPlayback(current, move, prefersReducedMotion());
    latest.current = next;
    setPlaying(next.playing);
    if (next.at !== current.at) set(next.at);
  }

  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => move('tick'), tickMs);
    return () => clearInterval(timer);
  }, [playing]);

  return { playing, atEnd: at >= last, move };
}

/** Whether the reader asked the system for less motion. */
export function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
