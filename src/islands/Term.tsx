import { SYMBOLS, type SymbolName, termClass } from '../claim/notation.ts';

/** A symbol in running text, in its colour. */
export function Term({ symbol }: { symbol: SymbolName }) {
  return <i class={`term ${termClass(symbol)}`}>{SYMBOLS[symbol].tex}</i>;
}
