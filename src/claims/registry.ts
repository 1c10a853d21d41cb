/// <reference types="vite/types/importMeta.d.ts" />
import type { Claim } from '../claim/claim.ts';

interface ClaimModule {
  readonly default: Claim;
}

/**
 * Every claim there is, by id, each loaded when asked for: one file under a part's folder is one
 * claim, and its id is the file's base name. Pages, worker and tests all find claims here.
 */
const MODULES = import.meta.glob<ClaimModule>('./part-*/*.ts');

const PATHS = new Map(Object.keys(MODULES).map((path) => [idOf(path), path]));

/** Every claim's id, in the order of the argument's parts. */
export const CLAIM_IDS: readonly string[] = [...PATHS.keys()];

/**
 * Loads a claim.
 * @returns the claim, or undefined where no file has this name.
 */
export async function loadClaim(id: string): Promise<Claim | undefined> {
  const path = PATHS.get(id);
  return path === undefined ? undefined : (await MODULES[path]?.())?.default;
}

/** The id that a claim's path gives it: the file's base name. */
export function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ts$/, '');
}
