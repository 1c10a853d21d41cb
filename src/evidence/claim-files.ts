import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceLocation } from '../claim/author-error.ts';
import type { Claim } from '../claim/claim.ts';

/** A claim as the file system knows it, before anything of it is run. */
export interface ClaimFile {
  readonly id: string;
  /** Relative to the project's root, with forward slashes. */
  readonly file: string;
}

/**
 * Every claim's file, in the order of the argument: by part, then by name. The file system is asked
 * and not the registry, which only Vite can load.
 * @param root the project's root, a path.
 */
export function claimFiles(root: string): ClaimFile[] {
  return globSync('src/claims/part-*/*.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => ({ id: basename(file, '.ts'), file }));
}

/**
 * Loads a claim in Node, once for the process: what is changed on disk later is not seen.
 * @throws what its file throws.
 */
export async function loadClaimFile(root: string, { file }: Pick<ClaimFile, 'file'>): Promise<Claim> {
  // By its URL: in a bare path a `#` or a `%` would mean something.
  const { default: claim } = (await import(pathToFileURL(join(root, file)).href)) as { default: Claim };
  return claim;
}

/**
 * Where a claim declares a property; where it does not, where its declaration begins.
 * @param property `control`, say, or '' for the declaration itself.
 */
export function locateProperty(root: string, file: string, property: string): SourceLocation {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const startsWith = (text: string) => lines.findIndex((line) => line.trimStart().startsWith(text)) + 1;
  return { file, line: (property && startsWith(`${property}:`)) || startsWith('export default') || 1 };
}
