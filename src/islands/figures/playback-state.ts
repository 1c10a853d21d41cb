/** A head that moves over what was already computed: blocks of a stack, records of a training. */
export interface Playback {
  /** The last place; the first is 0. */
  readonly last: number;
  readonly at: number;
  readonly playing: boolean;
}

export type PlaybackMove = 'play' | 'pause' | 'step' | 'reset' | 'tick';

/**
 * Where a move takes the head. Play begins anew at the end; where motion is to be reduced it jumps to the
 * end, and nothing moves by itself.
 */
export function nextPlayback(playback: Playback, move: PlaybackMove, reducedMotion: boolean): Playback {
  const { last, at, playing } = playback;
  switch (move) {
    case 'play':
      if (reducedMotion) return { ...playback, at: last };
      return { ...playback, at: at >= last ? 0 : at, playing: last > 0 };
    case 'pause':
      return { ...playback, playing: false };
    case 'step':
      return { ...playback, at: Math.min(last, at + 1), playing: false };
    case 'reset':
      return { ...playback, at: 0, playing: false };
    case 'tick':
      if (!playing) return playback;
      return { ...playback, at: Math.min(last, at + 1), playing: at + 1 < last };
  }
}
