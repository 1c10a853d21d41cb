import type { SymbolName } from '../claim/notation.ts';
import { describeMatrix, formatEntry, tintOf } from './matrix-state.ts';
import { Term } from './Term.tsx';

interface Props {
  /** As it is read aloud: "W", "W plus I". */
  readonly name: string;
  /** The symbols it stands for, which light up with it. */
  readonly symbols: readonly SymbolName[];
  readonly rows: readonly (readonly number[])[];
}

/** A matrix as coloured cells with their numbers. It can be focused, which lights up its symbols. */
export function Matrix({ name, symbols, rows }: Props) {
  return (
    <div class="matrix" data-terms={symbols.join(' ')}>
      <span class="matrix-name" aria-hidden="true">
        {symbols.map((symbol, i) => (
          <>
            {i > 0 && ' + '}
            <Term symbol={symbol} />
          </>
        ))}
      </span>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what the pointer can light up, the keyboard can. */}
      <div class="matrix-cells" role="img" tabIndex={0} aria-label={describeMatrix(name, rows)}>
        {rows.map((row, i) => (
          <div class="matrix-row" key={i}>
            {row.map((x, j) => (
              <Cell key={j} x={x} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** A number on its colour, which is full at `most`. */
export function Cell({ x, most }: { x: number; most?: number }) {
  const tint = tintOf(x, most);
  return (
    <span class={`cell ${tint < 0 ? 'cell-negative' : 'cell-positive'}`} style={{ '--tint': Math.abs(tint) }}>
      {formatEntry(x)}
    </span>
  );
}
