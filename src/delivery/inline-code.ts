import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

/** The inline code of pages, as sources of a Content Security Policy: `'sha256-…'`, sorted, each once. */
export interface InlineCode {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Types of `<script>` that a policy is asked about; others are data, and nothing runs them. */
const RUN = /^(?:|module|importmap|speculationrules|(?:text|application)\/(?:javascript|ecmascript))$/i;

/**
 * Finds the inline scripts and style sheets of a page, templates included.
 * @param html a whole page.
 */
export function inlineCodeOf(html: string): InlineCode {
  const scripts: string[] = [];
  const styles: string[] = [];
  for (const element of elementsOf(parse(html))) {
    const attribute = (name: string) => element.attrs.find((attr) => attr.name === name)?.value;
    if (element.tagName === 'style') styles.push(hashOf(textOf(element)));
    if (element.tagName !== 'script' || attribute('src') !== undefined) continue;
    if (RUN.test((attribute('type') ?? '').trim())) scripts.push(hashOf(textOf(element)));
  }
  return joinInlineCode([{ scripts, styles }]);
}

/** The inline code of several pages as of one. */
export function joinInlineCode(codes: readonly InlineCode[]): InlineCode {
  const join = (kind: keyof InlineCode) => [...new Set(codes.flatMap((code) => code[kind]))].sort();
  return { scripts: join('scripts'), styles: join('styles') };
}

function* elementsOf(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('content' in node) yield* elementsOf(node.content);
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
}

function textOf({ childNodes }: Element): string {
  return childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

function hashOf(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}
