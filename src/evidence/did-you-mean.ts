import { closest, distance } from 'fastest-levenshtein';

/** A name that needs more of its letters changed than this is another name and no slip, a share. */
const MOST_CHANGED = 0.45;

/** "Did you mean …?", with a blank after it; nothing where no name that is known looks like it. */
export function didYouMean(name: string, known: readonly string[]): string {
  const longer = known.filter((other) => name.length > 2 && other.toLowerCase().includes(name.toLowerCase()));
  const meant = longer.length > 0 ? closest(name, longer) : known.length > 0 ? closest(name, known) : name;
  const isNear = longer.length > 0 || distance(name, meant) <= MOST_CHANGED * name.length;
  return meant !== name && isNear ? `Did you mean "${meant}"? ` : '';
}
