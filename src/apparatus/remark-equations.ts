import type { Link, Root } from 'mdast';
import type { Math as MathNode } from 'mdast-util-math';
import type {} from 'mdast-util-to-hast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { unknownEquation } from '../evidence/unknown-name.ts';
import { type Rooted, stopAt } from './author-stop.ts';
import { markPreview } from './preview.ts';

/** `\label{eq:fold}`, anywhere in a formula on lines of its own. */
const LABEL = /\s*\\label\{(eq:[a-z0-9-]+)\}/;
const REFERENCE = /^#(eq:.*)$/;

/**
 * A remark plugin for equations: a formula with a label that the article refers to, as `[](#eq:fold)`,
 * is numbered, in the order of the article; the link is called by the number. An unknown label stops
 * the build. Every formula on lines of its own gets a frame, which its number stands in.
 */
export function remarkEquations(options: Rooted) {
  return (tree: Root, file: VFile) => {
    const references: Link[] = [];
    visit(tree, 'link', (link) => {
      if (REFERENCE.test(link.url)) references.push(link);
    });
    const wanted = new Set(references.map(labelOf));
    const labels = new Set<string>();
    const numbers = new Map<string, number>();
    visit(tree, 'math', (math, index, parent) => {
      if (!parent || index === undefined) return;
      const label = takeLabel(math);
      if (label !== null) {
        if (labels.has(label))
          stopAt(math, options, file, {
            name: 'RepeatedLabel',
            message: `Two equations of this article are labelled "${label}".`,
            hint: 'Give each a label of its own.',
          });
        labels.add(label);
        if (wanted.has(label)) numbers.set(label, numbers.size + 1);
      }
      parent.children.splice(index, 1, framed(math, label, numbers.get(label ?? '')) as never);
      return [SKIP, index + 1];
    });
    for (const link of references) {
      const number = numbers.get(labelOf(link));
      if (number === undefined) stopAt(link, options, file, unknownEquation(labelOf(link), [...labels]));
      markPreview(link, 'equation');
      if (link.children.length > 0) continue;
      link.children = [{ type: 'text', value: `(${number})` }];
      link.data = { hProperties: { ...link.data?.hProperties, ariaLabel: `equation (${number})` } };
    }
  };
}

const labelOf = ({ url }: Link): string => REFERENCE.exec(url)?.[1] ?? '';

/** Takes the label out of a formula: KaTeX has none. */
function takeLabel(math: MathNode): string | null {
  const label = LABEL.exec(math.value)?.[1];
  if (label === undefined) return null;
  math.value = math.value.replace(LABEL, '');
  // What is set is not the node's value but the element that remark-math made of it beforehand.
  const code = math.data?.hChildren?.[0];
  if (code?.type === 'element') code.children = [{ type: 'text', value: math.value }];
  return label;
}

function framed(math: MathNode, label: string | null, number: number | undefined) {
  const link = {
    type: 'link',
    url: `#${label}`,
    children: [{ type: 'text', value: `(${number})` }],
    data: { hProperties: { className: 'formula-number', ariaLabel: `equation (${number})` } },
  };
  return {
    type: 'formula',
    position: math.position,
    children: number === undefined ? [math] : [math, link],
    data: {
      hName: 'div',
      hProperties: { className: 'formula', ...(label === null ? {} : { id: label }) },
    },
  };
}
