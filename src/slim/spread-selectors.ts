import type { AtRule, Root } from 'postcss';
import selectorParser, { type Node, type Pseudo, type Selector } from 'postcss-selector-parser';

const parser = selectorParser();

/**
 * Writes selectors so that a browser finds by its tables which elements to try them on. It looks rules up by the tag,
 * class or id of their last part, and one that ends with `:is(td, th)` or a bare `::backdrop` has none: it is tried on every
 * element of a page, formulas' thousands among them. What is matched stays the same: of a choice of tags, or of classes,
 * each is as specific as the others, and nothing but a dialog has a backdrop that is styled.
 */
export function spreadSelectors(root: Root): void {
  root.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as AtRule).name)) return;
    rule.selectors = rule.selectors.flatMap(spread);
  });
}

/** One selector as those that match the same. */
function spread(selector: string): string[] {
  const parsed = parser.astSync(selector).nodes[0] as Selector;
  const start = parsed.nodes.findLastIndex(({ type }) => type === 'combinator') + 1;
  const last = parsed.nodes.slice(start);
  if (last[0]?.type === 'pseudo' && last[0].value === '::backdrop')
    return [`${selector.slice(0, -'::backdrop'.length)}dialog::backdrop`];
  const choice = last.find((node): node is Pseudo => node.type === 'pseudo' && node.value === ':is');
  if (
    !choice ||
    last.some(({ type }) => /^(?:tag|class|id|attribute|universal)$/.test(type)) ||
    !isOfAKind(choice)
  )
    return [selector];
  return choice.nodes.map((option) => {
    const copy = parsed.clone() as Selector;
    copy.nodes.splice(copy.nodes.length - last.length + last.indexOf(choice), 1);
    // A tag stands first.
    const only = (option.nodes[0] as Node).clone() as Node;
    only.spaces = { before: '', after: '' };
    copy.nodes.splice(start, 0, only as never);
    return copy.toString();
  });
}

/** Whether a choice is among single tags, or among single classes. */
function isOfAKind({ nodes }: Pseudo): boolean {
  const kinds = new Set(nodes.map(({ nodes }) => (nodes.length === 1 ? nodes[0]?.type : undefined)));
  return kinds.size === 1 && (kinds.has('tag') || kinds.has('class'));
}
