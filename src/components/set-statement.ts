import { renderTeX } from '../evidence/tex.ts';
import { behindRelations, boxFormula, type Rank } from './box-formula.ts';

/** Lets KaTeX break a line at a space; the braces end the command whatever follows. */
const BREAK = String.raw`\allowbreak{}`;

/** A wide space, or one before words or behind a comma; not what sets off a `so` or `is`, which goes with what follows. */
const SPACES = /(?<!\\q?quad\\text\{\w{1,3}\})\\q?quad(?![a-zA-Z])|\\ (?=\s*\\text\b)|(?<=,)\\ /g;

/** The least width of a wide space, in em. */
const WIDE = 1;

/** Where a statement is broken first: at wide spaces, then before words, then behind relations. */
const RANKS: readonly Rank[] = [
  (piece, gaps) => (gaps.get(piece) ?? 0) >= WIDE,
  (piece, gaps) => gaps.has(piece),
  behindRelations,
];

/** A claim's statement as HTML: see `boxFormula` for how it is broken where it is too wide for its place. */
export function setStatement(tex: string, display = true): string {
  const html = renderTeX(tex.replaceAll(SPACES, `$&${BREAK}`), display);
  return boxFormula(html.replaceAll(BREAK, ''), RANKS);
}
