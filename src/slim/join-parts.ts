import type { FormulaNode, FormulaSpan } from './formula-tree.ts';

/** So many signs stay on one line: a whole formula, or what stands between two relations. */
const SHORT = 12;
/** A bracket of more signs than these may be broken: the narrowest phones have no room for it. */
const LONG_BRACKET = 24;

/**
 * A formula within a text, in fewer of the parts between which a line may end. KaTeX ends one behind every relation and
 * every binary sign; a typesetter does so behind relations, behind another sign only where the formula is
 * long, and within brackets not at all.
 * @param drawing what KaTeX drew, its parts with their struts. It is left as it was.
 */
export function joinParts(drawing: FormulaSpan): FormulaSpan {
  const parts = drawing.children.filter(isPart);
  if (parts.length < drawing.children.length || signsOf(drawing) <= SHORT)
    return parts.length < drawing.children.length ? drawing : { ...drawing, children: [joined(parts)] };
  const lines: FormulaSpan[][] = [];
  let depth = 0;
  for (const part of parts) {
    const line = lines.at(-1);
    if (line && !mayEnd(line, depth)) line.push(part);
    else lines.push([part]);
    depth = Math.max(0, depth + bracketsOf(part));
  }
  return { ...drawing, children: lines.map(joined) };
}

function mayEnd(line: readonly FormulaSpan[], depth: number): boolean {
  const signs = line.reduce((sum, part) => sum + signsOf(part), 0);
  if (depth > 0) return signs > LONG_BRACKET;
  return signs >= SHORT || endsWithRelation(line.at(-1));
}

function isPart(node: FormulaNode): node is FormulaSpan {
  return typeof node === 'object' && node.classes.join() === 'katex-base' && strutOf(node) !== undefined;
}

function strutOf(part: FormulaSpan): FormulaSpan | undefined {
  const [first] = part.children;
  return typeof first === 'object' && first.classes.join() === 'katex-strut' ? first : undefined;
}

/** Parts as one, as high above the line as the highest of them and as deep below it as the deepest. */
function joined(parts: readonly FormulaSpan[]): FormulaSpan {
  const [first, ...others] = parts as [FormulaSpan, ...FormulaSpan[]];
  if (others.length === 0) return first;
  const struts = parts.map((part) => measured(strutOf(part)?.style ?? ''));
  const below = Math.max(...struts.map((strut) => strut.below));
  const above = Math.max(...struts.map((strut) => strut.height - strut.below));
  const strut = {
    ...(first.children[0] as FormulaSpan),
    style: `height:${em(above + below)}${below > 0 ? `;vertical-align:${em(-below)}` : ''}`,
  };
  return { ...first, children: [strut, ...parts.flatMap(({ children }) => children.slice(1))] };
}

/** A strut's height and how much of it is below the line, in em. */
export function measured(style: string): { height: number; below: number } {
  const length = (name: string) =>
    Number.parseFloat(new RegExp(`(?:^|;)${name}:(-?[\\d.]+)em`).exec(style)?.[1] ?? '0');
  return { height: length('height'), below: -length('vertical-align') };
}

/** A length as `shorten-formulas.ts` writes it. */
function em(length: number): string {
  return `${String(Number(length.toFixed(3))).replace(/^(-?)0\./, '$1.')}em`;
}

/** How many brackets a part opens more than it closes. */
function bracketsOf(node: FormulaNode): number {
  if (typeof node === 'string') return 0;
  if (node.classes.includes('mopen')) return 1;
  if (node.classes.includes('mclose')) return -1;
  return node.children.reduce((sum, child) => sum + bracketsOf(child), 0);
}

function endsWithRelation(part: FormulaSpan | undefined): boolean {
  const last = part?.children.findLast(
    (child) => typeof child === 'string' || !child.classes.includes('mspace'),
  );
  return typeof last === 'object' && last.classes.includes('mrel');
}

/** How many signs a reader sees. */
function signsOf(node: FormulaNode): number {
  if (typeof node !== 'string') return node.children.reduce((sum, child) => sum + signsOf(child), 0);
  return node.startsWith('<') ? 1 : [...node.replaceAll(/&\w+;/g, '_').replaceAll(/[\s\u200b]/g, '')].length;
}
