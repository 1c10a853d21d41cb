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

/** Astro's own element, as it stands in a page that has islands. */
const ELEMENT =
  /<script>((?:(?!<\/script>)[\s\S])*?customElements\.define\(.astro-island.(?:(?!<\/script>)[\s\S])*)<\/script>/;

/**
 * Leaves Astro's own element for islands to be fetched at a reader's first interest, where no island starts before
 * (src/islands/client-interest.ts).
 * @param keep stores the script and tells its address.
 * @throws {Error} where the page's islands have no such script.
 */
export function slimElement(html: string, keep: (script: string) => string): string {
  const islands = html.match(ISLAND) ?? [];
  if (islands.length === 0 || !islands.every((island) => island.includes(ON_INTEREST))) return html;
  const [whole, script] = ELEMENT.exec(html) ?? [];
  if (whole === undefined || script === undefined)
    throw new Error('A page has islands and not the script of Astro that starts them.');
  return html.replace(whole, '').replace(/<html\b/, () => `<html data-islands="${keep(script)}"`);
}

function propsOf(island: string): string {
  const [element] = parseFragment(island).childNodes as DefaultTreeAdapterTypes.Element[];
  return element?.attrs.find(({ name }) => name === 'props')?.value ?? '{}';
}
