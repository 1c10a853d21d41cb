import type { FormulaNode, FormulaSpan } from './formula-tree.ts';

/** KaTeX hangs a script from a strut of this height, which tells its baseline from its top. */
const STRUT_EM = 2.7;
/** The size of a script, `reset-size6 size3`, and its digits beyond those of its size. */
const SIZE = 0.7;
const DIGITS = 4;

/**
 * An index or an exponent alone is text that stands lower or higher. KaTeX draws a table for it: its height is the
 * line's own already, by the strut that each line of a formula begins with.
 * @param span of the class `msupsub`.
 * @returns null where there are both, or more than text in one.
 */
export function scriptOf(span: FormulaSpan): FormulaSpan | null {
  const [table] = span.children;
  const row = childOf(table, 'vlist-r');
  const place = childOf(childOf(row, 'vlist'), '');
  if (!place || (row && (childOf(row, 'vlist')?.children.length ?? 0) > 1)) return null;
  const [strut, sized] = place.children;
  if (
    !has(strut, 'pstrut') ||
    styleOf(strut).height !== STRUT_EM ||
    !has(sized, 'size3') ||
    !has(sized, 'reset-size6')
  )
    return null;
  const { top, 'margin-left': left = 0, 'margin-right': right = 0, ...others } = styleOf(place);
  if (top === undefined || Object.keys(others).length > 0 || !isLine(sized)) return null;
  const lower = (top + STRUT_EM) / SIZE;
  const margins = [
    ['margin-left', left / SIZE],
    ['margin-right', right / SIZE],
  ] as const;
  const style = [['top', lower] as const, ...margins.filter(([, em]) => em !== 0)]
    .map(([name, em]) => `${name}:${shortest(em)}em`)
    .join(';');
  return { tag: 'sub', classes: [], style, rest: '', children: sized.children };
}

function has(node: FormulaNode | undefined, name: string): node is FormulaSpan {
  return typeof node === 'object' && node.classes.includes(name);
}

/** The first child of a class, or the first without any. */
function childOf(node: FormulaNode | undefined, name: string): FormulaSpan | undefined {
  if (typeof node !== 'object') return undefined;
  return node.children.find(
    (child): child is FormulaSpan =>
      typeof child === 'object' && (name ? child.classes.includes(name) : child.classes.length === 0),
  );
}

/** Nothing in it that is placed by itself. */
function isLine(span: FormulaSpan): boolean {
  return span.children.every(
    (child) =>
      typeof child === 'string' || (!child.classes.some((name) => /vlist|katex/.test(name)) && isLine(child)),
  );
}

/** Lengths in em, by name. */
function styleOf({ style }: FormulaSpan): Record<string, number> {
  return Object.fromEntries(
    style
      .split(';')
      .filter(Boolean)
      .map((place) => place.split(':'))
      .map(([name = '', length = '']) => [name, Number.parseFloat(length)]),
  );
}

function shortest(em: number): string {
  return String(Number(em.toFixed(DIGITS))).replace(/^(-?)0\./, '$1.');
}
