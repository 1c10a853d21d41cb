import katex, { type KatexOptions } from 'katex';
import { macros } from '../claim/notation.ts';
import { plainLaTeX } from './plain-latex.ts';

/**
 * KaTeX's settings, the same for articles, claims and checks. Nothing is trusted but the classes
 * and data that tie a symbol to its colour; everything KaTeX is unsure about is an error.
 */
export function katexOptions(): KatexOptions {
  return {
    macros: macros(),
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: ({ command }) => ['\\htmlClass', '\\htmlData', '\\htmlId'].includes(command),
    throwOnError: true,
    output: 'htmlAndMathml',
  };
}

/**
 * TeX as HTML and MathML; the MathML holds LaTeX that compiles anywhere.
 * @throws {katex.ParseError} where KaTeX rejects it.
 */
export function renderTeX(tex: string, displayMode = false): string {
  return katex
    .renderToString(tex, { ...katexOptions(), displayMode })
    .replace(ANNOTATION, (_, open, close) => `${open}${escapeText(plainLaTeX(tex))}${close}`)
    .replaceAll(NAMED_FUNCTION, '<mrow>$&</mrow>');
}

/** What KaTeX sets after a function's name. */
export const APPLICATION = '\u2061';

/**
 * A function's name with what KaTeX sets after it: two elements even where MathML allows one, as the index of a
 * subscript, which is then a subscript of three and no MathML. In a row of their own they are one.
 */
const NAMED_FUNCTION = new RegExp(`<mi[^>]*>[^<]*</mi><mo>${APPLICATION}</mo>`, 'g');

const ANNOTATION = /(<annotation[^>]*>)[\s\S]*?(<\/annotation>)/;

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A formula as plain characters without spaces, for searching: `g(Wa+b+a)=g((W+I)a+b)`. */
export function plainTeX(tex: string): string {
  return katex
    .renderToString(tex, { ...katexOptions(), output: 'mathml' })
    .replace(/<annotation[\s\S]*<\/annotation>/, '')
    .replaceAll(/<[^>]*>|\s|\u2061/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** What KaTeX says against a formula, as a clause without its position; null where it accepts it. */
export function texProblem(tex: string): string | null {
  try {
    renderTeX(tex);
    return null;
  } catch (error) {
    if (error instanceof katex.ParseError) return error.rawMessage;
    throw error;
  }
}

/** A piece of a sentence: words, or a formula between $…$. */
export interface Piece {
  readonly text: string;
  readonly isTeX: boolean;
}

/** Splits a sentence with formulas between $…$ into its pieces. */
export function piecesOf(sentence: string): Piece[] {
  return sentence
    .split('$')
    .map((text, i) => ({ text, isTeX: i % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
