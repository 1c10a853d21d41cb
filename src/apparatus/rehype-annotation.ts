import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { plainLaTeX } from '../evidence/plain-latex.ts';
import { APPLICATION } from '../evidence/tex.ts';

/**
 * A rehype plugin, after rehype-katex, for the MathML that KaTeX made. The LaTeX source in it is made to compile
 * anywhere, since whoever copies a formula copies that; and a function's name is put into a row with what KaTeX
 * sets after it, as `renderTeX` does for formulas outside of articles.
 */
export function rehypeAnnotation() {
  return (tree: Root) => {
    visit(tree, 'element', (element) => {
      if (element.tagName === 'annotation') {
        for (const child of element.children)
          if (child.type === 'text') child.value = plainLaTeX(child.value);
        return SKIP;
      }
      // A row may have as many as it likes.
      if (element.tagName !== 'mrow') element.children = grouped(element.children);
      return undefined;
    });
  };
}

function grouped(children: readonly ElementContent[]): ElementContent[] {
  return children.flatMap((child, i) => {
    const next = children[i + 1];
    if (i > 0 && isApplication(child)) return [];
    return isApplication(next) ? [row([child, next])] : [child];
  });
}

function isApplication(node: ElementContent | undefined): node is Element {
  const [text] = node?.type === 'element' && node.tagName === 'mo' ? node.children : [];
  return text?.type === 'text' && text.value === APPLICATION;
}

function row(children: ElementContent[]): Element {
  return { type: 'element', tagName: 'mrow', properties: {}, children };
}
