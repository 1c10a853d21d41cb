import type { Player } from './use-playback.ts';

interface Props {
  readonly player: Player;
  /** What one step is: `One block`. */
  readonly stepLabel: string;
  /** Where a step leads nowhere, as at the end of what was computed. */
  readonly canStep?: boolean;
  /** What the other moves are called, where they are over a recording. */
  readonly words?: { readonly play: string; readonly pause: string; readonly reset: string };
}

const WORDS = { play: 'Play', pause: 'Pause', reset: 'Reset' } as const;

/** Play or pause, one step, back to the start. */
export function PlayBar({ player, stepLabel, canStep = !player.atEnd, words = WORDS }: Props) {
  const { playing, move } = player;
  return (
    <div class="play-bar">
      <button type="button" class="button" onClick={() => move(playing ? 'pause' : 'play')}>
        {playing ? words.pause : words.play}
      </button>
      <button type="button" class="button" aria-disabled={!canStep} onClick={() => canStep && move('step')}>
        {stepLabel}
      </button>
      <button type="button" class="button" onClick={() => move('reset')}>
        {words.reset}
      </button>
    </div>
  );
}
