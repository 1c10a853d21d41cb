import type { PhrasingContent, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { piecesOf } from '../evidence/tex.ts';
import { unknownTerm } from '../evidence/unknown-name.ts';
import { type Rooted, stopAt } from './author-stop.ts';
import { GLOSSARY } from './glossary.ts';
import { withPreview } from './preview.ts';

/**
 * A remark plugin for terms: `[pre-activations](term:pre-activation)` becomes a link to the term's
 * entry on the notation page, with its definition as preview. An unknown term stops the build.
 */
export function remarkTerms(options: Rooted) {
  return (tree: Root, file: VFile) => {
    visit(tree, 'link', (link, index, parent) => {
      const term = /^term:(.*)$/.exec(link.url)?.[1];
      if (term === undefined || !parent || index === undefined) return;
      const definition = GLOSSARY[term];
      if (!definition) stopAt(link, options, file, unknownTerm(term, Object.keys(GLOSSARY)));
      link.url = `/reference/notation/#${term}`;
      if (link.children.length === 0) link.children = [{ type: 'text', value: definition.name }];
      parent.children.splice(index, 1, withPreview(link, 'term', contentOf(definition.means)));
      return [SKIP, index + 1];
    });
  };
}

/** A sentence with formulas between $…$, as remark-math would have read it. */
function contentOf(sentence: string): PhrasingContent[] {
  return piecesOf(sentence).map(({ text, isTeX }) =>
    isTeX
      ? {
          type: 'inlineMath',
          value: text,
          data: {
            hName: 'code',
            hProperties: { className: ['language-math', 'math-inline'] },
            hChildren: [{ type: 'text', value: text }],
          },
        }
      : { type: 'text', value: text },
  );
}
