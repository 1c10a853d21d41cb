import type { Emphasis, Link, PhrasingContent, Root, RootContent, Text } from 'mdast';
import type {} from 'mdast-util-to-hast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { withoutCode } from '../evidence/shown-claims.ts';
import { unknownCitation } from '../evidence/unknown-name.ts';
import { type Rooted, stopAt } from './author-stop.ts';
import { withPreview } from './preview.ts';
import { readSources, type Source } from './sources.ts';

/** `[@he2015resnet]`, or with the place in it, `[@he2016identity, Table 3]`. */
const CITATION = /\[@([^\],\s]+)(?:,\s*([^\]]+))?\]/g;

/** What has the margin beside it. Tables, and what a component lays out, have not. */
const BESIDE_MARGIN: readonly RootContent['type'][] = ['paragraph', 'list'];

/**
 * A remark plugin for citations: each becomes a link to its entry in the bibliography, called by
 * authors, year and place, with the entry as its preview. The first of a source that has the margin
 * beside it also gets a note there with the source's title. A key that the bibliography has not stops
 * the build.
 */
export function remarkCitations(options: Rooted) {
  return (tree: Root, file: VFile) => {
    const noted = new Set<string>();
    for (const block of tree.children) {
      const hasMargin = BESIDE_MARGIN.includes(block.type);
      cite(block, options, file, (source) => {
        if (!hasMargin || noted.has(source.key)) return [];
        noted.add(source.key);
        return [noteOf(source)];
      });
    }
  };
}

/** Makes the citations of a block; `notesOn` gives what stands beside one. */
function cite(block: RootContent, options: Rooted, file: VFile, notesOn: (source: Source) => Emphasis[]) {
  const inNotes = textsInNotes(block);
  visit(block, 'text', (node, index, parent) => {
    if (!node.value.includes('[@') || !parent || index === undefined) return;
    const sources = readSources(options.root);
    const parts: PhrasingContent[] = [];
    let end = 0;
    for (const match of node.value.matchAll(CITATION)) {
      const [whole, key = '', locator] = match;
      const source = sources.get(key);
      if (!source)
        stopAt(placeIn(node, match.index), options, file, unknownCitation(key, [...sources.keys()]));
      const before = node.value.slice(end, match.index);
      parts.push({ type: 'text', value: before }, citation(source, locator));
      if (!inNotes.has(node)) parts.push(...notesOn(source));
      end = match.index + whole.length;
    }
    const rest = node.value.slice(end);
    if (rest.includes('[@'))
      stopAt(placeIn(node, node.value.lastIndexOf('[@')), options, file, {
        name: 'BrokenCitation',
        message: 'A citation has no end, or something other than words in it.',
        hint: 'Write [@KEY], or with a place in the source [@KEY, Table 3].',
      });
    parts.push({ type: 'text', value: rest });
    parent.children.splice(index, 1, ...parts.filter((part) => part.type !== 'text' || part.value));
    return [SKIP, index + parts.length];
  });
}

/** What stands in the margin already: a note beside a note would leave the page. */
function textsInNotes(block: RootContent): Set<Text> {
  const texts = new Set<Text>();
  visit(block, ['mdxJsxTextElement', 'mdxJsxFlowElement'], (element) => {
    if ('name' in element && element.name === 'Note') visit(element, 'text', (text) => void texts.add(text));
  });
  return texts;
}

/** Where in a text of several lines something stands. */
function placeIn(node: Text, index: number): Text {
  const start = node.position?.start;
  const lines = node.value.slice(0, index).split('\n').length - 1;
  if (!start || lines === 0) return node;
  const moved = { line: start.line + lines, column: 1 };
  return { ...node, position: { start: moved, end: moved } };
}

/** What stands in the margin beside the first citation of a source: who, when and what. */
function noteOf({ key, label, title }: Source): Emphasis {
  const link: Link = {
    type: 'link',
    url: bibliographyUrl(key),
    children: [{ type: 'text', value: title }],
  };
  return {
    type: 'emphasis',
    children: [{ type: 'text', value: `${label}. ` }, link],
    data: {
      hName: 'span',
      hProperties: { className: ['side-note'], role: 'note', 'data-pagefind-ignore': '' },
    },
  };
}

function bibliographyUrl(key: string): string {
  return `/reference/bibliography/#${key}`;
}

function citation({ key, label, entry }: Source, locator: string | undefined): PhrasingContent {
  const link: Link = {
    type: 'link',
    url: bibliographyUrl(key),
    children: [{ type: 'text', value: locator ? `${label}, ${locator}` : label }],
    data: { hProperties: { role: 'doc-biblioref' } },
  };
  const cited = locator ? ` Cited here: ${locator}.` : '';
  return withPreview(link, 'citation', [{ type: 'text', value: `${entry}${cited}` }]);
}

/** Every key that an article's text cites. */
export function citedKeys(text: string): string[] {
  return [...new Set([...withoutCode(text).matchAll(CITATION)].map(([, key = '']) => key))];
}
