/** Astro's class for the elements of one component, where a style sheet asks for it. */
const SCOPE = /\.(astro-[a-z0-9]{8})\b/g;

/**
 * Short names for the classes by which Astro keeps a component's styles to itself.
 * @param sheets all style sheets of a site.
 * @returns what renames them in a page or a style sheet.
 */
export function shortScopes(sheets: readonly string[]): (text: string) => string {
  const scopes = [...new Set(sheets.flatMap((css) => [...css.matchAll(SCOPE)].map(([, name = '']) => name)))];
  if (scopes.length === 0) return (text) => text;
  const names = new Map(scopes.sort().map((scope, i) => [scope, `_${i.toString(36)}`]));
  const any = new RegExp(`\\b(?:${scopes.join('|')})\\b`, 'g');
  return (text) => text.replace(any, (scope) => names.get(scope) ?? scope);
}
