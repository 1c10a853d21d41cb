import type { Link, Root } from 'mdast';
import type {} from 'mdast-util-math';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { claimFiles } from '../evidence/claim-files.ts';
import { texProblem } from '../evidence/tex.ts';
import { unknownClaim } from '../evidence/unknown-name.ts';
import { type ArticleProblem, type Rooted, stopAt } from './author-stop.ts';
import { markPreview } from './preview.ts';

type ClaimElement = MdxJsxFlowElement | MdxJsxTextElement;

/**
 * A remark plugin that stops at broken TeX and at a claim that does not exist, shown or linked to. It
 * stands before rehype-katex, which sets broken TeX in red and goes on.
 */
export function remarkCheck(options: Rooted) {
  return (tree: Root, file: VFile) => {
    // Asked for each article: in dev a claim may have come or gone since the last.
    const ids = claimFiles(options.root).map(({ id }) => id);
    visit(tree, (node) => {
      const problem =
        node.type === 'math' || node.type === 'inlineMath'
          ? mathProblem(node.value)
          : node.type === 'link'
            ? linkProblem(node, ids)
            : isClaim(node)
              ? claimProblem(node, ids)
              : null;
      if (problem) stopAt(node, options, file, problem);
    });
  };
}

function mathProblem(tex: string): ArticleProblem | null {
  const problem = texProblem(tex);
  if (problem === null) return null;
  return {
    name: 'BrokenTeX',
    message: `KaTeX rejects a formula: ${problem}.`,
    hint: 'Mend the formula; the symbols of the argument are macros in src/claim/notation.ts.',
  };
}

/** A link to a claim's page, `/claims/ID/`. */
function linkProblem(link: Link, ids: readonly string[]): ArticleProblem | null {
  const id = /^\/claims\/([^/#?]+)\/?(?:[#?]|$)/.exec(link.url)?.[1];
  if (id === undefined) return null;
  markPreview(link, 'claim');
  return ids.includes(id) ? null : unknownClaim(id, ids);
}

function isClaim(node: { type: string; name?: unknown }): node is ClaimElement {
  return (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && node.name === 'Claim';
}

function claimProblem({ attributes }: ClaimElement, ids: readonly string[]): ArticleProblem | null {
  const id = attributes.find((attribute) => 'name' in attribute && attribute.name === 'id')?.value;
  if (typeof id !== 'string')
    return {
      name: 'UnknownClaim',
      message:
        id === undefined
          ? 'A <Claim> does not say which claim it shows.'
          : 'The id of a <Claim> is computed, so it cannot be checked.',
      hint: 'Write the id as text: <Claim id="one-layer-skip-folds" />.',
    };
  return ids.includes(id) ? null : unknownClaim(id, ids);
}
