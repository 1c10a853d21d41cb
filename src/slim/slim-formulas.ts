import { scriptOf } from './formula-scripts.ts';
import { type FormulaNode, type FormulaSpan, readFormula, writeFormula } from './formula-tree.ts';
import { joinParts, measured } from './join-parts.ts';

const DRAWING = '<span class="katex-html"';

/** Kinds of atoms: KaTeX's style sheet has no rule for any of them, but that `mathrm` is upright, as is what it stands in. */
const KINDS = new Set(
  'mord mopen mclose mpunct mrel mbin minner mop mtight mathrm text enclosing'.split(' '),
);
/** What has rules for where it or its children stand. */
const STRUCTURE =
  /^(?:vlist|pstrut|m?frac|[lrc]lap|sqrt|accent|mtable|arraycolsep|col-align|delim|op-|large-op|small-op|nulldelimiter|mspace|katex-|run$)/;
/**
 * What a line of KaTeX's font has above and below its foot, in em: the ascent .9 and the descent .27 of KaTeX_Main, and
 * on each side half of what they leave of the line height 1.2 in its style sheet.
 */
const LINE = { above: 0.915, below: 0.285 };
/** Letters are most of what a formula has: an element's name says what a class said. */
const SHORT_TAGS = [
  ['mathnormal', 'i'],
  ['mathbf', 'b'],
] as const;

/**
 * What KaTeX drew of formulas into a page, in fewer elements: the same drawing, by the rules of `slim-formulas.css`,
 * broken as `join-parts.ts` has it where it stands in a text. The MathML beside each stays as it is.
 */
export function slimFormulas(html: string): string {
  let slim = '';
  let at = 0;
  for (let start = html.indexOf(DRAWING); start >= 0; start = html.indexOf(DRAWING, at)) {
    const formula = readFormula(html, start);
    const end = formula?.end ?? start + DRAWING.length;
    const before = html.slice(at, start);
    const isDisplay = before.includes('display="block"');
    const drawing = formula && (isDisplay ? formula.span : joinParts(formula.span));
    const slimDrawing = drawing && slimSpan(drawing);
    if (slimDrawing && !isDisplay) unbox(slimDrawing);
    slim += before + (slimDrawing ? writeFormula(slimDrawing) : html.slice(start, end));
    at = end;
  }
  return slim + html.slice(at);
}

/**
 * A formula of one part that is no higher than its line is text like that around it, without a box and a strut: a
 * browser lays it out in its line, and ends none between it and a bracket or a comma.
 */
function unbox(drawing: FormulaSpan): void {
  const [part, ...others] = drawing.children;
  if (typeof part !== 'object' || others.length > 0 || part.classes.join() !== 'katex-base') return;
  const [strut, ...children] = part.children;
  if (typeof strut !== 'object' || strut.classes.join() !== 'katex-strut') return;
  const { height, below } = measured(strut.style);
  if (below > LINE.below || height - below > LINE.above) return;
  drawing.classes.push('one-line');
  drawing.children = children;
}

function slimSpan(span: FormulaSpan, parent?: FormulaSpan): FormulaSpan {
  span.children = span.children.map((child) => (typeof child === 'string' ? child : slimSpan(child, span)));
  const script = span.classes.includes('msupsub') && scriptOf(span);
  if (script) return script;
  // What stands in these is a box of its own, whatever its class.
  const holdsBoxes =
    span.classes.some((name) => /^(?:vlist|katex-inner)/.test(name)) || parent?.classes.includes('vlist');
  if (!holdsBoxes) span.children = joinSpaces(span.children.flatMap(unwrap));
  return span;
}

/** What no rule is for goes: classes, and spans that are left with nothing. */
function unwrap(child: FormulaNode): FormulaNode[] {
  if (typeof child === 'string') return [child];
  const isPlain = !child.style && !child.rest && !isStructure(child);
  child.classes = child.classes.filter((name) => !KINDS.has(name));
  // KaTeX puts the space before a sign into what stands before it.
  const space =
    isPlain && child.children.length > 1 && spaceOf(child.children.at(-1)) ? child.children.splice(-1) : [];
  const [only, ...others] = child.children;
  if (isPlain && child.classes.length === 0 && !child.children.some(isStructure))
    return [...child.children, ...space];
  // One inside the other, as a symbol's colour around its letter.
  if (isPlain && others.length === 0 && typeof only === 'object' && !only.rest && !isStructure(only)) {
    only.classes = [...child.classes, ...only.classes];
    return [only, ...space];
  }
  for (const [name, tag] of SHORT_TAGS)
    if (child.tag === 'span' && child.classes.includes(name)) {
      child.tag = tag;
      child.classes = child.classes.filter((other) => other !== name);
    }
  return [child, ...space];
}

function isStructure(node: FormulaNode): boolean {
  return typeof node === 'object' && node.classes.some((name) => STRUCTURE.test(name));
}

/** A sign with the same space on both sides of it is one element, and neighbouring texts are one. */
function joinSpaces(children: readonly FormulaNode[]): FormulaNode[] {
  const joined: FormulaNode[] = [];
  for (const child of children) {
    const [before, sign] = [joined.at(-2), joined.at(-1)];
    const space = spaceOf(child);
    if (space && typeof sign === 'string' && before && spaceOf(before) === space)
      joined.splice(-2, 2, {
        tag: 'span',
        classes: [],
        style: `margin:0 ${space}`,
        rest: '',
        children: [sign],
      });
    else if (typeof child === 'string' && typeof sign === 'string') joined[joined.length - 1] = sign + child;
    else joined.push(child);
  }
  return joined;
}

function spaceOf(node: FormulaNode | undefined): string | null {
  if (typeof node !== 'object' || node.children.length > 0 || node.classes.join() !== 'mspace') return null;
  return /^margin-right:([\d.]+em);?$/.exec(node.style)?.[1] ?? null;
}
