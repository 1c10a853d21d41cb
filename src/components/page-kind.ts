import { ERROR_PAGES } from '../evidence/errors/table.ts';

/** What a page is, by Starlight's id of it: a claim's own page, an article, or neither. */
export function kindOf(id: string): 'claim' | 'article' | null {
  if (/^claims\/[^/]+$/.test(id)) return 'claim';
  const isNeither = ['404', 'claims'].includes(id) || `/${id}/`.startsWith(ERROR_PAGES);
  return isNeither ? null : 'article';
}
