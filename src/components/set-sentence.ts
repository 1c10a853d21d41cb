import { punctuationAt } from '../apparatus/punctuation.ts';
import { type Piece, piecesOf, renderTeX } from '../evidence/tex.ts';
import { behindRelations, boxFormula } from './box-formula.ts';

/**
 * A sentence with formulas between $…$ as HTML, tied as `rehype-ties.ts` ties articles. A card is narrow, so a
 * formula is broken behind relations first.
 */
export function setSentence(sentence: string): string {
  const pieces = piecesOf(sentence);
  return pieces
    .map(({ text, isTeX }, i) => (isTeX ? setFormula(text, pieces[i + 1]) : setWords(text, pieces[i - 1])))
    .join('');
}

function setFormula(tex: string, next: Piece | undefined): string {
  const mark = next ? punctuationAt(next.text) : '';
  const formula = boxFormula(renderTeX(tex), [behindRelations], mark !== '');
  return mark ? `<span class="tied">${formula}${mark}</span>` : formula;
}

function setWords(words: string, previous: Piece | undefined): string {
  const rest = previous?.isTeX ? words.slice(punctuationAt(words).length) : words;
  return rest.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
