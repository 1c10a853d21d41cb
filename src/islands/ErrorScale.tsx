import { formatNumber } from './number-format.ts';

const WIDTH = 120;
/** Where the bound stands; beyond it there is room for an error that exceeds it. */
const BOUND_AT = 92;

/** An error on a linear scale from 0 to its bound; one beyond the bound stands at the end, whatever its size. */
export function ErrorScale({ ratio }: { ratio: number }) {
  const within = ratio <= 1;
  const x = within ? ratio * BOUND_AT : WIDTH - 6;
  const label = within
    ? `The error is ${formatNumber(ratio, 2)} of what is allowed.`
    : `The error is ${formatNumber(ratio, 2)} times what is allowed.`;
  return (
    <svg class="error-scale" viewBox={`-4 0 ${WIDTH + 4} 22`} role="img" aria-label={label}>
      <path class="error-scale-allowed" d={`M0 8H${BOUND_AT}`} />
      <path class="error-scale-beyond" d={`M${BOUND_AT} 8H${WIDTH}`} />
      <path class="error-scale-bound" d={`M${BOUND_AT} 2V14`} />
      <path
        class="error-scale-error"
        d={within ? `M${x} 4L${x + 4} 8L${x} 12L${x - 4} 8Z` : `M${x - 3} 3L${x + 5} 8L${x - 3} 13Z`}
      />
      <text x="-2" y="21">
        0
      </text>
      <text x={BOUND_AT} y="21" text-anchor="middle">
        bound
      </text>
    </svg>
  );
}
