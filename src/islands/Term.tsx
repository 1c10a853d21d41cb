import { SYMBOLS, type SymbolName, termClass } from '../claim/notation.ts';

/** A symbol in running text, in its colour. */
export function Term({ symbol }: { symbol: SymbolName }) {
  const [letter, index] = SYMBOLS[symbol].tex.split('_');
  return (
    <i class={`term ${termClass(symbol)}`}>
      {letter}
      {index && <sub>{index}</sub>}
    </i>
  );
}
