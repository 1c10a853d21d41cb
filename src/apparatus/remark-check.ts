import type { Link, Nodes, Root } from 'mdast';
import type {} from 'mdast-util-math';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { claimFiles } from '../evidence/claim-files.ts';
import { texProblem } from '../evidence/tex.ts';
import { unknownClaim, unknownComponent } from '../evidence/unknown-name.ts';
import { type ArticleProblem, type Rooted, stopAt } from './author-stop.ts';
import { attributeProblem, type Takes } from './component-attributes.ts';
import { markPreview } from './preview.ts';
import { codeProblem } from './prose-code.ts';
import { dollarProblem, headingProblem } from './prose-problems.ts';

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** What a page may show without an import line, and what it takes. */
export interface Provided extends Rooted {
  readonly components: Takes;
}

/** What MDX has of Astro without an import; it fills a component's slot. */
const OF_ASTRO = 'Fragment';

/**
 * A remark plugin that stops at broken TeX, at a claim that does not exist, shown or linked to, at a
 * component or an attribute that is not there, at a picture without words, at braces and dollar signs that were meant
 * as such, and at headings that skip a level. It stands before rehype-katex, which sets broken TeX in red and goes on.
 */
export function remarkCheck(options: Provided) {
  return (tree: Root, file: VFile) => {
    // Asked for each article: in dev a claim may have come or gone since the last.
    const ids = claimFiles(options.root).map(({ id }) => id);
    const components = [...options.components.keys(), ...importedBy(tree), OF_ASTRO];
    // The page's title is its heading of level 1.
    let depth = 1;
    const problemOf = (node: Nodes): ArticleProblem | null => {
      switch (node.type) {
        case 'text':
          return dollarProblem(node, file);
        case 'heading': {
          const depthBefore = depth;
          depth = node.depth;
          return headingProblem(node, depthBefore);
        }
        case 'math':
        case 'inlineMath':
          return mathProblem(node.value);
        case 'link':
          return linkProblem(node, ids);
        case 'image':
          return node.alt?.trim() ? null : missingAlternative(node.url);
        case 'imageReference':
          return node.alt?.trim() ? null : missingAlternative(node.identifier);
        case 'mdxJsxFlowElement':
        case 'mdxJsxTextElement':
          return elementProblem(node, ids, components) ?? attributeProblem(node, options.components);
        case 'mdxFlowExpression':
        case 'mdxTextExpression':
          return codeProblem(node.data?.estree, components);
        default:
          return null;
      }
    };
    visit(tree, (node) => {
      const problem = problemOf(node);
      if (problem) stopAt(node, options, file, problem);
    });
  };
}

/** The names that an article imports, or defines itself. */
function importedBy(tree: Root): string[] {
  const names: string[] = [];
  visit(tree, 'mdxjsEsm', ({ value }) => {
    const declared = value.matchAll(/^export (?:const|function|let) (\w+)/gm);
    const imported = value.matchAll(/^import\s+(?:type\s+)?([\s\S]+?)\s+from\b/gm);
    for (const [, words = ''] of [...declared, ...imported]) names.push(...(words.match(/\w+/g) ?? []));
  });
  return names;
}

function elementProblem(
  node: Element,
  ids: readonly string[],
  components: readonly string[],
): ArticleProblem | null {
  const name = node.name ?? '';
  // A lower case letter begins an element of HTML; a dot leads into an object that is imported.
  const component = /^[A-Z]\w*/.exec(name)?.[0];
  if (component !== undefined && !components.includes(component)) return unknownComponent(name, components);
  if (name === 'Claim') return claimProblem(node, ids);
  if (['img', 'Image', 'Picture'].includes(name) && !node.attributes.some(saysAlternative))
    return missingAlternative(textOf(node, 'src') ?? name);
  return null;
}

/** An empty one says that the picture decorates; what is spread may hold one. */
const saysAlternative = (attribute: Element['attributes'][number]): boolean =>
  attribute.type === 'mdxJsxExpressionAttribute' || attribute.name === 'alt';

function textOf({ attributes }: Element, name: string): string | undefined {
  const value = attributes.find((attribute) => 'name' in attribute && attribute.name === name)?.value;
  return typeof value === 'string' ? value : undefined;
}

function missingAlternative(picture: string): ArticleProblem {
  return {
    name: 'MissingAlternative',
    message: `The picture "${picture}" has no alternative text.`,
    // Astro's terminal would take a whole picture for a link.
    hint: 'Say between the square brackets what it shows: `![A skip that leads past two layers.]`.',
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

function claimProblem({ attributes }: Element, ids: readonly string[]): ArticleProblem | null {
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
