import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { plainLaTeX } from '../evidence/plain-latex.ts';

/**
 * A rehype plugin, after rehype-katex, that makes the LaTeX source which KaTeX puts into the MathML of
 * a formula compile anywhere: whoever copies a formula copies that.
 */
export function rehypeAnnotation() {
  return (tree: Root) => {
    visit(tree, 'element', ({ tagName, children }) => {
      if (tagName !== 'annotation') return;
      for (const child of children) if (child.type === 'text') child.value = plainLaTeX(child.value);
    });
  };
}
