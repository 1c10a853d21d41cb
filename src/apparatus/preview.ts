import type { Emphasis, Link, PhrasingContent } from 'mdast';
import type {} from 'mdast-util-to-hast';

/** What a link leads to, where a reader who points at it is shown it without leaving the page. */
export type PreviewKind = 'citation' | 'claim' | 'equation' | 'term';

/** Marks a link as one that has a preview. */
export function markPreview(link: Link, kind: PreviewKind): Link {
  link.data = { ...link.data, hProperties: { ...link.data?.hProperties, 'data-preview': kind } };
  return link;
}

/** A link with its preview beside it, hidden until it is asked for: that works without scripts too. */
export function withPreview(link: Link, kind: PreviewKind, preview: PhrasingContent[]): Emphasis {
  return span('reference', [markPreview(link, kind), span('preview', preview)]);
}

/** mdast has no span: an emphasis that says it is one. */
function span(className: 'reference' | 'preview', children: PhrasingContent[]): Emphasis {
  const ignored = className === 'preview' ? { 'data-pagefind-ignore': '' } : {};
  return {
    type: 'emphasis',
    children,
    data: { hName: 'span', hProperties: { className: [className], ...ignored } },
  };
}
