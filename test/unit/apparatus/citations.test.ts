import type { Paragraph, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
import { VFile } from 'vfile';
import { expect, test } from 'vitest';
import { remarkCitations } from '../../../src/apparatus/remark-citations.ts';

const paragraph = (value: string): Paragraph => ({
  type: 'paragraph',
  children: [{ type: 'text', value }],
});

/** Where the notes of a tree stand, by the top block that they are in, and what they say. */
function notesOf(...children: RootContent[]): string[] {
  const tree: Root = { type: 'root', children };
  remarkCitations({ root: '.' })(tree, new VFile({ path: 'article.mdx' }));
  return tree.children.flatMap((block, i) => {
    const notes: string[] = [];
    visit(block, 'emphasis', ({ data, children: [label, link] }) => {
      if (![data?.hProperties?.className].flat().includes('side-note')) return;
      if (label?.type !== 'text' || link?.type !== 'link' || link.children[0]?.type !== 'text')
        throw new Error('A note has a label and a link.');
      notes.push(`${i}: ${label.value}${link.children[0].value} → ${link.url}`);
    });
    return notes;
  });
}

const RESNET =
  'He et al. 2015. Deep Residual Learning for Image Recognition → /reference/bibliography/#he2015resnet';

test('the first citation of a source has a note beside it, and no other', () => {
  expect(
    notesOf(paragraph('As [@he2015resnet] and [@he2015resnet, §3.2].'), paragraph('See [@he2015resnet].')),
  ).toEqual([`0: ${RESNET}`]);
  expect(notesOf(paragraph('[@he2015resnet]'), paragraph('[@hardt2016identity]'))).toEqual([
    `0: ${RESNET}`,
    expect.stringMatching(/^1: Hardt and Ma 2016\. Identity Matters/),
  ]);
});

test('what is cited in a note, which stands in the margin, has none', () => {
  const { children } = paragraph('As [@he2015resnet].');
  const noted: Paragraph = {
    type: 'paragraph',
    children: [{ type: 'mdxJsxTextElement', name: 'Note', attributes: [], children }],
  };
  expect(notesOf(noted, paragraph('[@he2015resnet]'))).toEqual([`1: ${RESNET}`]);
});

test('what stands in a list has one, what stands in a table waits for the text', () => {
  const list: RootContent = {
    type: 'list',
    children: [{ type: 'listItem', children: [paragraph('[@he2015resnet]')] }],
  };
  const table: RootContent = {
    type: 'table',
    children: [
      {
        type: 'tableRow',
        children: [{ type: 'tableCell', children: [{ type: 'text', value: '[@he2015resnet]' }] }],
      },
    ],
  };
  expect(notesOf(list)).toEqual([`0: ${RESNET}`]);
  expect(notesOf(table)).toEqual([]);
  expect(notesOf(table, paragraph('[@he2015resnet]'))).toEqual([`1: ${RESNET}`]);
});
