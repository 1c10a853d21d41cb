import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

const ISLAND = /<astro-island(?:\s+[\w-]+(?:="[^"]*")?)*\s*>/g;
const ON_INTEREST = ' client="interest"';
const PROPS = / props="[^"]*"/;
/** What Astro calls an island, and options that `client:interest` has none of. */
const UNREAD = / (?:uid|opts)="[^"]*"/g;

/**
 * Takes out of a page what its islands are told when they start: a page says the same in words, and an island that
 * waits for a reader's interest (src/islands/client-interest.ts) fetches it then.
 * @param keep stores the properties, a JSON text, and tells their address.
 */
export function slimIslands(html: string, keep: (props: string) => string): string {
  return html.replace(ISLAND, (island) =>
    island.includes(ON_INTEREST)
      ? island.replace(UNREAD, '').replace(PROPS, () => ` data-props="${keep(propsOf(island))}"`)
      : island,
  );
}

function propsOf(island: string): string {
  const [element] = parseFragment(island).childNodes as DefaultTreeAdapterTypes.Element[];
  return element?.attrs.find(({ name }) => name === 'props')?.value ?? '{}';
}
