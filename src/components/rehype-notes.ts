import type { Element, ElementContent, Root, RootContent } from 'hast';
import type { MdxJsxFlowElementHast, MdxJsxTextElementHast } from 'mdast-util-mdx-jsx';
import { SKIP, visit } from 'unist-util-visit';

type Note = Element | MdxJsxTextElementHast | MdxJsxFlowElementHast;

/**
 * A rehype plugin that takes each note, `<Note>` or an element of the class `side-note`, out of its
 * paragraph or list item and puts it right behind, in a wrapper that the style sheet lays out: beside the
 * paragraph where there is room and under it where there is none, in the order in which it is read.
 * A `<Note>` without a `label` is numbered, and a link to it stays where it was written.
 */
export function rehypeNotes() {
  return (tree: Root) => {
    let count = 0;
    visit(tree, 'element', (paragraph, index, parent) => {
      if (!parent || index === undefined || !['p', 'li'].includes(paragraph.tagName)) return;
      if (paragraph.tagName === 'li' && paragraph.children.some(isBlock)) return;
      const notes: Note[] = [];
      const text = withoutNotes(paragraph.children, (note) => {
        notes.push(note);
        if (!('attributes' in note) || note.attributes.some((a) => 'name' in a && a.name === 'label'))
          return null;
        count++;
        note.attributes.push({ type: 'mdxJsxAttribute', name: 'mark', value: String(count) });
        return markOf(count);
      });
      if (notes.length === 0) return;
      const p: Element = { type: 'element', tagName: 'p', properties: {}, children: text };
      const noted: Element = {
        type: 'element',
        tagName: 'div',
        properties: { className: ['noted'] },
        children: [p, ...notes],
      };
      if (paragraph.tagName === 'li') paragraph.children = [noted];
      else parent.children[index] = noted as RootContent & ElementContent;
      return SKIP;
    });
  };
}

/** A paragraph's children without its notes, each replaced by what `replace` gives for it. */
function withoutNotes(
  children: readonly ElementContent[],
  replace: (note: Note) => Element | null,
): ElementContent[] {
  return children.flatMap((child): ElementContent[] => {
    if (isNote(child)) return [replace(child as Note)].filter((mark) => mark !== null);
    if (child.type === 'element' || child.type === 'mdxJsxTextElement')
      return [{ ...child, children: withoutNotes(child.children, replace) }];
    return [child];
  });
}

function isNote(node: ElementContent): boolean {
  if (node.type === 'mdxJsxTextElement' || node.type === 'mdxJsxFlowElement') return node.name === 'Note';
  return node.type === 'element' && [node.properties.className].flat().includes('side-note');
}

function isBlock(node: ElementContent): boolean {
  return node.type === 'element' && ['p', 'ul', 'ol', 'div', 'pre', 'blockquote'].includes(node.tagName);
}

function markOf(number: number): Element {
  return {
    type: 'element',
    tagName: 'a',
    properties: {
      className: ['note-mark'],
      href: `#note-${number}`,
      id: `note-mark-${number}`,
      ariaLabel: `Note ${number}`,
    },
    children: [{ type: 'text', value: String(number) }],
  };
}
