import { parseHTML } from 'linkedom';

/** A place where a line may be broken: true behind the piece that ends there. */
export type Rank = (piece: Element, gaps: ReadonlyMap<Element, number>) => boolean;

/** Behind a relation. */
export const behindRelations: Rank = (piece) =>
  [...piece.children]
    .findLast(({ classList }) => !classList.contains('mspace'))
    ?.classList.contains('mrel') ?? false;

/**
 * A formula that KaTeX drew, in boxes within boxes: a line is broken at the first rank, and only where a box does
 * not fit into a line of its own at the next. Where that is not enough either, KaTeX's own breaks are left.
 * @param isTied true where something follows that may not begin a line.
 */
export function boxFormula(html: string, ranks: readonly Rank[], isTied = false): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const drawn = document.querySelector('.katex-html');
  const pieces = [...(drawn?.children ?? [])];
  // One of two pieces is not broken at all: see formula.css.
  if (!drawn || pieces.length < 3) return html;
  const context = { document, gaps: new Map(pieces.flatMap(takeGap)) };
  box(pieces, drawn, context, ranks);
  if (![...drawn.children].some(({ className }) => className === 'run'))
    wrap([...drawn.childNodes], made(context, 'run'), drawn);
  // Whether a line may be broken behind a piece depends on what the piece stands in.
  if (isTied) wrap([...drawn.childNodes].slice(-1), made(context, 'tied'), drawn);
  return document.body.innerHTML;
}

/** Puts what a formula ends with into one element. */
function wrap(nodes: readonly Node[], into: Element, drawn: Element): void {
  into.append(...nodes);
  drawn.append(into);
}

interface Context {
  readonly document: Document;
  /** The space behind a piece at which a line may be broken, in em. */
  readonly gaps: ReadonlyMap<Element, number>;
}

function box(pieces: Element[], into: Element, context: Context, ranks: readonly Rank[]): void {
  const [rank, ...lower] = ranks;
  if (rank === undefined) {
    into.append(...pieces);
    return;
  }
  const runs = runsOf(pieces, (piece) => rank(piece, context.gaps));
  for (const run of runs) {
    if (runs.length === 1 || run.length === 1) box(run, into, context, lower);
    else box(run, into.appendChild(made(context, 'run')), context, lower);
    const gap = context.gaps.get(run.at(-1) as Element);
    if (gap !== undefined && run !== runs.at(-1)) into.append(spaceOf(context, gap));
  }
}

/** Pieces in runs, each of which ends where a line may be broken. */
function runsOf(pieces: readonly Element[], endsRun: (piece: Element) => boolean): Element[][] {
  const runs: Element[][] = [[]];
  for (const [i, piece] of pieces.entries()) {
    runs.at(-1)?.push(piece);
    if (endsRun(piece) && i < pieces.length - 1) runs.push([]);
  }
  return runs;
}

/** Takes the space behind a piece, where KaTeX was told that a line may be broken there, and that before the next words. */
function takeGap(piece: Element): [Element, number][] {
  const children = [...piece.children];
  const end = children.findLastIndex(({ classList }) => !classList.contains('mspace'));
  const spaces = children.slice(end + 1);
  if (!spaces.some(({ classList }) => classList.contains('allowbreak'))) return [];
  for (const space of spaces) space.remove();
  const words = firstTextIn(piece.nextElementSibling);
  const begins = words?.data.startsWith('\u00a0') ?? false;
  if (words && begins) words.data = words.data.slice(1);
  return [[piece, spaces.reduce((sum, space) => sum + widthOf(space), begins ? WORD_SPACE : 0)]];
}

function firstTextIn(node: Node | null): Text | undefined {
  if (node?.nodeType === 3) return node as Text;
  for (const child of node?.childNodes ?? []) {
    const text = firstTextIn(child);
    if (text) return text;
  }
  return undefined;
}

/** In em: KaTeX sets wide spaces as margins, and that between words as a character. */
function widthOf(space: Element): number {
  const [, margin] = /margin-right:([\d.]+)em/.exec(space.getAttribute('style') ?? '') ?? [];
  if (margin !== undefined) return Number(margin);
  return space.textContent === '' ? 0 : WORD_SPACE;
}

/** The width of a space in KaTeX's font, and that of `\quad`, in em. */
const WORD_SPACE = 0.25;
const QUAD = 1;

/** A space that is gone where a line ends at it. */
function spaceOf(context: Context, width: number): Element {
  const space = made(context, 'gap');
  // To a quarter of an em; one of a quad is what formula.css says.
  const spacing = Math.round(4 * (width - WORD_SPACE)) / 4;
  if (spacing !== QUAD - WORD_SPACE) space.setAttribute('style', `word-spacing:${spacing}em`);
  space.textContent = ' ';
  return space;
}

function made({ document }: Context, className: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  return element;
}
