import { distance } from 'fastest-levenshtein';

/** A page by its address, `/docs/claims/one-layer-skip-folds/`. */
export interface Page {
  readonly path: string;
  readonly title: string;
}

/** An address comes from anybody: no more of one than this is compared. */
const LONGEST = 120;
/** Beyond half of its letters a name is another name. */
const FARTHEST = 0.5;
const MOST_PAGES = 3;

/**
 * The pages whose names are nearest to what an address asks for, the nearest first: by the whole of it,
 * or by its last name alone, since a page may have moved to another folder.
 * @param address the path that was asked for, as `location.pathname` has it.
 * @param base what all pages' paths begin with, and what therefore says nothing.
 * @returns at most three, and none where none is near.
 */
export function nearestPages(address: string, pages: readonly Page[], base: string): Page[] {
  const asked = namesOf(address, base);
  if (asked.length === 0) return [];
  return pages
    .map((page) => ({ page, far: farness(asked, namesOf(page.path, base)) }))
    .filter(({ far }) => far < FARTHEST)
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST_PAGES)
    .map(({ page }) => page);
}

/** The last name of an address in words: "one layer folds"; empty where it has none. */
export function wordsOf(address: string, base: string): string {
  return (namesOf(address, base).at(-1) ?? '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** From 0 for the same to 1 for nothing in common. */
function farness(asked: readonly string[], names: readonly string[]): number {
  const whole = relative(asked.join('/'), names.join('/'));
  const last = relative(asked.at(-1) ?? '', names.at(-1) ?? '');
  return Math.min(whole, last);
}

function relative(a: string, b: string): number {
  return distance(a, b) / Math.max(a.length, b.length, 1);
}

/** The names that an address is made of, in lower case, without what servers add to them. */
function namesOf(address: string, base: string): string[] {
  const root = `${base.replace(/\/$/, '')}/`;
  const path = address.startsWith(root) ? address.slice(root.length) : address;
  return decode(path.slice(0, LONGEST))
    .toLowerCase()
    .replace(/(?:index)?\.(?:html?|md|mdx)$/, '')
    .split('/')
    .filter((name) => name !== '');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not an escape: taken as it stands.
    return text;
  }
}
