import type { Player } from './use-playback.ts';

interface Props {
  readonly player: Player;
  /** What one step is: `One block`. */
  readonly stepLabel: string;
  /** Where a step leads nowhere, as at the end of what was computed. */
  readonly canStep?: boolean;
}

/** Play or pause, one step, back to the start. */
export function PlayBar({ player: { playing, atEnd, move }, stepLabel, canStep = !atEnd }: Props) {
  return (
    <div class="play-bar">
      <button type="button" class="button" onClick={() => move(playing ? 'pause' : 'play')}>
        {playing ? 'Pause' : 'Play'}
      </button>
      <button type="button" class="button" aria-disabled={!canStep} onClick={() => canStep && move('step')}>
        {stepLabel}
      </button>
      <button type="button" class="button" onClick={() => move('reset')}>
        Reset
      </button>
    </div>
  );
}
