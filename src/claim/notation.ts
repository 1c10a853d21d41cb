/**
 * The symbols of the argument, as TeX macros that authors and claims write. Each symbol keeps one
 * colour from formula to figure: the class names it, the style sheet colours it.
 */
export const SYMBOLS = {
  W: { macro: String.raw`\mW`, tex: 'W', name: 'weights of the branch' },
  I: { macro: String.raw`\mI`, tex: 'I', name: 'identity, the skip' },
  Wr: { macro: String.raw`\mWr`, tex: 'W_r', name: 'projection of the shortcut' },
  a: { macro: String.raw`\va`, tex: 'a', name: 'input of the block' },
  b: { macro: String.raw`\vb`, tex: 'b', name: 'bias' },
  g: { macro: String.raw`\mg`, tex: 'g', name: 'activation' },
} as const;

export type SymbolName = keyof typeof SYMBOLS;

/** The class of a symbol's glyphs, in formulas and figures alike. */
export function termClass(symbol: SymbolName): string {
  return `term-${symbol}`;
}

/** KaTeX macros of all symbols. */
export function macros(): Record<string, string> {
  const entries = Object.entries(SYMBOLS) as [SymbolName, (typeof SYMBOLS)[SymbolName]][];
  return Object.fromEntries(
    entries.map(([symbol, { macro, tex }]) => [macro, `\\htmlClass{${termClass(symbol)}}{${tex}}`]),
  );
}
