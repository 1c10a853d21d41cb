import { isAbsolute, relative } from 'node:path';
import type { Root } from 'mdast';
import type {} from 'mdast-util-math';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { AuthorProblem, SourceLocation } from '../claim/author-error.ts';
import { astroError } from './astro-error.ts';
import { claimFiles } from './claim-files.ts';
import { texProblem } from './tex.ts';
import { unknownClaim } from './unknown-name.ts';

type ClaimElement = MdxJsxFlowElement | MdxJsxTextElement;

/**
 * A remark plugin that stops at broken TeX and at a claim that does not exist. It stands before
 * rehype-katex, which sets broken TeX in red and goes on.
 * @param options.root the project's root, a path.
 */
export function remarkCheck({ root }: { readonly root: string }) {
  return (tree: Root, file: VFile) => {
    // Asked for each article: in dev a claim may have come or gone since the last.
    const ids = claimFiles(root).map(({ id }) => id);
    visit(tree, (node) => {
      const problem =
        node.type === 'math' || node.type === 'inlineMath'
          ? mathProblem(node.value)
          : isClaim(node)
            ? claimProblem(node, ids)
            : null;
      const start = node.position?.start;
      if (problem) throw astroError({ ...problem, location: place(root, file, start) });
    });
  };
}

type Problem = Omit<AuthorProblem, 'location'>;

function mathProblem(tex: string): Problem | null {
  const problem = texProblem(tex);
  if (problem === null) return null;
  return {
    name: 'BrokenTeX',
    message: `KaTeX rejects a formula: ${problem}.`,
    hint: 'Mend the formula; the symbols of the argument are macros in src/claim/notation.ts.',
  };
}

function isClaim(node: { type: string; name?: unknown }): node is ClaimElement {
  return (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && node.name === 'Claim';
}

function claimProblem({ attributes }: ClaimElement, ids: readonly string[]): Problem | null {
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

function place(root: string, file: VFile, start?: { line: number; column: number }): SourceLocation {
  const path = isAbsolute(file.path) ? relative(root, file.path) : file.path;
  return { file: path.replaceAll('\\', '/'), line: start?.line, column: start?.column };
}
