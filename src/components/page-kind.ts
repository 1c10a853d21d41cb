/** What a page is, by Starlight's id of it: a claim's own page, an article, or neither. */
export function kindOf(id: string): 'claim' | 'article' | null {
  if (/^claims\/[^/]+$/.test(id)) return 'claim';
  return ['404', 'claims'].includes(id) ? null : 'article';
}
