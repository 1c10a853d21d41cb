import { SYMBOLS } from '../claim/notation.ts';

const PLAIN = new Map<string, string>(Object.values(SYMBOLS).map(({ macro, tex }) => [macro, tex]));
/** What ties a symbol to its colour: of its two arguments only the second is a formula. */
const HTML_COMMANDS = new Set([String.raw`\htmlClass`, String.raw`\htmlData`, String.raw`\htmlId`]);
const TOKEN = /\\[a-zA-Z]+|\\[\s\S]|[\s\S]/g;

/**
 * A formula of this site as LaTeX that needs nothing of this site: the symbols' macros are written
 * out, and what colours them is left out.
 */
export function plainLaTeX(tex: string): string {
  const tokens = tex.match(TOKEN) ?? [];
  let plain = '';
  let isAfterWord = false;
  const put = (text: string) => {
    // `\cdot` and W must not become `\cdotW`.
    plain += isAfterWord && /^[a-zA-Z]/.test(text) ? ` ${text}` : text;
    isAfterWord = /^\\[a-zA-Z]+$/.test(text);
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as string;
    if (HTML_COMMANDS.has(token)) {
      const [, afterName] = argument(tokens, i + 1);
      const [formula, after] = argument(tokens, afterName);
      put(plainLaTeX(formula));
      i = after - 1;
    } else {
      const symbol = PLAIN.get(token);
      // W_r with an index of its own would have two.
      const needsBraces = symbol?.includes('_') && tokens[i + 1] === '_';
      put(needsBraces ? `{${symbol}}` : (symbol ?? token));
    }
  }
  return plain;
}

/** The argument in braces from a token on, and the token after it. */
function argument(tokens: readonly string[], from: number): [text: string, next: number] {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    if (tokens[i] === '{') depth++;
    if (tokens[i] === '}') depth--;
    if (depth === 0) return [tokens.slice(from + 1, i).join(''), i + 1];
  }
  return [tokens.slice(from + 1).join(''), tokens.length];
}
