/** A span of a formula that KaTeX drew, or of a slimmed one. */
export interface FormulaSpan {
  tag: string;
  classes: string[];
  /** Declarations as they stand in the attribute. */
  style: string;
  /** Other attributes, as they stand in the page. */
  readonly rest: string;
  children: FormulaNode[];
}

/** A span, or text and drawings as they stand in the page. */
export type FormulaNode = FormulaSpan | string;

const TOKEN = /<span((?:\s[^>]*)?)>|<\/span>|<svg[\s\S]*?<\/svg>|[^<]+/y;
const ATTRIBUTE = /\s([\w-]+)="([^"]*)"/g;

/**
 * Reads a formula drawn by KaTeX: spans, text and `<svg>`.
 * @param html a page.
 * @param start where its first span begins.
 * @returns the span, and where it ends; null where there is anything else in it.
 */
export function readFormula(html: string, start: number): { span: FormulaSpan; end: number } | null {
  const root = spanOf('');
  const open = [root];
  TOKEN.lastIndex = start;
  while (open.length > 0) {
    const [token, attributes] = TOKEN.exec(html) ?? [];
    if (token === undefined) return null;
    const parent = open.at(-1) as FormulaSpan;
    if (attributes !== undefined) {
      const span = spanOf(attributes);
      parent.children.push(span);
      open.push(span);
    } else if (token === '</span>') {
      open.pop();
      if (open.length === 1) return { span: root.children[0] as FormulaSpan, end: TOKEN.lastIndex };
    } else parent.children.push(token);
  }
  return null;
}

function spanOf(attributes: string): FormulaSpan {
  const all = [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, value] as const);
  const attribute = (wanted: string) => all.find(([name]) => name === wanted)?.[1] ?? '';
  const rest = all.filter(([name]) => name !== 'class' && name !== 'style');
  return {
    tag: 'span',
    classes: attribute('class').split(/\s+/).filter(Boolean),
    style: attribute('style'),
    rest: rest.map(([name, value]) => ` ${name}="${value}"`).join(''),
    children: [],
  };
}

/** The formula as it stands in a page. */
export function writeFormula(node: FormulaNode): string {
  if (typeof node === 'string') return node;
  const { tag, classes, style, rest, children } = node;
  const named = classes.length > 0 ? ` class="${classes.join(' ')}"` : '';
  const placed = style && ` style="${style}"`;
  return `<${tag}${named}${placed}${rest}>${children.map(writeFormula).join('')}</${tag}>`;
}
