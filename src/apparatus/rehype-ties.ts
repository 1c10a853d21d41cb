import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { punctuationAt } from './punctuation.ts';

/**
 * A rehype plugin, after rehype-katex, that keeps on one line what a typesetter would: a formula and the punctuation
 * behind it, a number and its per cent sign, a person’s initials, and a short word of code.
 */
export function rehypeTies() {
  return (tree: Root) => {
    visit(tree, (node, index, parent) => {
      if (node.type === 'text')
        node.value = node.value.replaceAll(/(?<=\d) (?=%)|(?<=\b[A-Z]\.) (?=[A-Z]\.)/g, '\u00a0');
      if (node.type !== 'element') return undefined;
      if (node.tagName === 'code' && isShort(node)) node.properties.className = ['tied'];
      if (['code', 'pre'].includes(node.tagName)) return SKIP;
      if (!hasClass(node, 'katex') || !parent || index === undefined) return undefined;
      const next = parent.children[index + 1];
      if (next?.type !== 'text') return SKIP;
      const mark = punctuationAt(next.value);
      if (!mark) return SKIP;
      next.value = next.value.slice(mark.length);
      parent.children[index] = tied(node, mark);
      return SKIP;
    });
  };
}

/** Code that is no longer than a long word, and that a browser would break at a sign. */
function isShort({ children: [only] }: Element): boolean {
  return only?.type === 'text' && /^(?=.*[?/-])\S{1,16}$/.test(only.value);
}

function tied(formula: Element, mark: string): ElementContent {
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: ['tied'] },
    children: [formula, { type: 'text', value: mark }],
  };
}

function hasClass({ properties }: Element, name: string): boolean {
  return [properties.className].flat().includes(name);
}
