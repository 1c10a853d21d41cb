import type { VerdictWord } from './evidence-column.ts';

/** Each verdict has a shape of its own, so that none is told by colour alone. */
const SHAPES: Record<VerdictWord, { outline: string; sign: string }> = {
  holds: { outline: 'M8 .75a7.25 7.25 0 1 1 0 14.5a7.25 7.25 0 1 1 0-14.5Z', sign: 'M4.6 8.3l2.3 2.3l4.5-5' },
  refuted: {
    outline: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z',
    sign: 'M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2',
  },
  undecided: {
    outline: 'M8 .6L15.4 8L8 15.4L.6 8Z',
    sign: 'M4.9 8h6.2',
  },
};

/** A verdict: its shape and its word. */
export function VerdictMark({ verdict, word = verdict }: { verdict: VerdictWord; word?: string }) {
  const { outline, sign } = SHAPES[verdict];
  return (
    <span class="verdict" data-word={verdict}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path class="verdict-outline" d={outline} />
        <path class="verdict-sign" d={sign} />
      </svg>
      {word}
    </span>
  );
}
