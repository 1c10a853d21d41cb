import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/**
 * A rehype plugin that puts the site's base before the links an author writes from the root:
 * `[x](/claims/)` works wherever the site is published.
 * @param options.base as Astro's `base`: '/docs', or undefined for the root.
 */
export function rehypeBase({ base = '/' }: { readonly base?: string | undefined }) {
  const prefix = `/${base}`.replace(/\/+/g, '/').replace(/\/$/, '');
  return (tree: Root) => {
    visit(tree, 'element', ({ tagName, properties }) => {
      const { href } = properties;
      if (tagName !== 'a' || typeof href !== 'string' || !/^\/(?!\/)/.test(href)) return;
      properties.href = `${prefix}${href}`;
    });
  };
}
