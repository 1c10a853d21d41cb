import { punctuationAt } from '../apparatus/punctuation.ts';
import { type Piece, piecesOf, renderTeX } from '../evidence/tex.ts';

/** A sentence with formulas between $…$ as HTML, tied as `rehype-ties.ts` ties articles. */
export function setSentence(sentence: string): string {
  const pieces = piecesOf(sentence);
  return pieces
    .map(({ text, isTeX }, i) => (isTeX ? setFormula(text, pieces[i + 1]) : setWords(text, pieces[i - 1])))
    .join('');
}

function setFormula(tex: string, next: Piece | undefined): string {
  const mark = next ? punctuationAt(next.text) : '';
  return mark ? `<span class="tied">${renderTeX(tex)}${mark}</span>` : renderTeX(tex);
}

function setWords(words: string, previous: Piece | undefined): string {
  const rest = previous?.isTeX ? words.slice(punctuationAt(words).length) : words;
  return rest.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
