import type { Element, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { rehypeNotes } from '../../../src/components/rehype-notes.ts';

const noteOf = (text: string, label?: string) =>
  ({
    type: 'mdxJsxTextElement',
    name: 'Note',
    attributes: label ? [{ type: 'mdxJsxAttribute', name: 'label', value: label }] : [],
    children: [{ type: 'text', value: text }],
  }) as unknown as Element;
const textOf = (value: string) => ({ type: 'text', value }) as const;
const elementOf = (tagName: string, ...children: Element['children']): Element => ({
  type: 'element',
  tagName,
  properties: {},
  children,
});

/** The tree after the plugin, as HTML; a `<Note>` stands there as `<note>` with its attributes. */
function noted(...children: Element[]): string {
  const tree: Root = { type: 'root', children };
  rehypeNotes()(tree);
  const passThrough = (node: unknown) => {
    const { name, attributes, children } = node as ReturnType<typeof noteOf> & {
      name: string;
      attributes: { name: string; value: string }[];
    };
    const properties = Object.fromEntries(attributes.map((a) => [a.name, a.value]));
    return { type: 'element', tagName: name.toLowerCase(), properties, children };
  };
  const plain = JSON.parse(JSON.stringify(tree), (_, node) =>
    node?.type === 'mdxJsxTextElement' ? passThrough(node) : node,
  );
  return toHtml(plain);
}

describe('notes', () => {
  test('leave their paragraph, a numbered link stays', () => {
    expect(noted(elementOf('p', textOf('One'), noteOf('aside'), textOf(' two.')))).toBe(
      '<div class="noted"><p>One<a class="note-mark" href="#note-1" id="note-mark-1" aria-label="Note 1">1</a> two.</p><note mark="1">aside</note></div>',
    );
  });

  test('with a label leave no mark, and take no number', () => {
    expect(
      noted(elementOf('p', textOf('One'), noteOf('x', 'He'), elementOf('em', textOf('two'), noteOf('y')))),
    ).toBe(
      '<div class="noted"><p>One<em>two<a class="note-mark" href="#note-1" id="note-mark-1" aria-label="Note 1">1</a></em></p><note label="He">x</note><note mark="1">y</note></div>',
    );
  });

  test('stay in their list item', () => {
    expect(noted(elementOf('ul', elementOf('li', textOf('One'), noteOf('x', 'He'))))).toBe(
      '<ul><li><div class="noted"><p>One</p><note label="He">x</note></div></li></ul>',
    );
  });

  test('that plugins made, of the class side-note, are moved too', () => {
    const note: Element = {
      type: 'element',
      tagName: 'span',
      properties: { className: ['side-note'] },
      children: [],
    };
    expect(noted(elementOf('p', textOf('One'), note))).toBe(
      '<div class="noted"><p>One</p><span class="side-note"></span></div>',
    );
  });

  test('change nothing where there are none', () => {
    expect(noted(elementOf('p', textOf('One')))).toBe('<p>One</p>');
  });
});
