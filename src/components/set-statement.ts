import { parseHTML } from 'linkedom';
import { renderTeX } from '../evidence/tex.ts';

/** Lets KaTeX break a line behind a wide space; the braces end the command whatever follows. */
const BREAK = String.raw`\allowbreak{}`;

/** Where a line is broken first: behind a wide space, and where that is not enough behind a relation. */
const RANKS = ['allowbreak', 'mrel'] as const;

/**
 * A claim's statement as HTML. Where it is too wide for its card it is broken behind wide spaces, then behind
 * relations, and only then behind other signs: boxes within boxes, each of which is broken if it does not fit.
 */
export function setStatement(tex: string): string {
  const html = renderTeX(tex.replaceAll(/\\q?quad(?![a-zA-Z])/g, `$&${BREAK}`), true);
  const { document } = parseHTML(`<!doctype html><html><body>${html.replaceAll(BREAK, '')}</body></html>`);
  const drawn = document.querySelector('.katex-html');
  if (drawn) box([...drawn.children], drawn, document, RANKS);
  return document.body.innerHTML;
}

function box(pieces: Element[], into: Element, document: Document, ranks: readonly string[]): void {
  const [rank, ...lower] = ranks;
  if (rank === undefined) {
    into.append(...pieces);
    return;
  }
  const runs = runsOf(pieces, rank);
  for (const run of runs) {
    if (runs.length === 1 || run.length === 1) {
      box(run, into, document, lower);
      continue;
    }
    const made = document.createElement('span');
    made.className = 'run';
    into.append(made);
    box(run, made, document, lower);
  }
}

/** Pieces in runs, each of which ends with what has the class. */
function runsOf(pieces: readonly Element[], className: string): Element[][] {
  const runs: Element[][] = [[]];
  for (const [i, piece] of pieces.entries()) {
    runs.at(-1)?.push(piece);
    if (endsWith(piece, className) && i < pieces.length - 1) runs.push([]);
  }
  return runs;
}

function endsWith(piece: Element, className: string): boolean {
  const last = [...piece.children].findLast(
    ({ classList }) => !classList.contains('mspace') || classList.contains('allowbreak'),
  );
  return last?.classList.contains(className) ?? false;
}
