import { globSync } from 'node:fs';
import type { AuthorProblem } from '../claim/author-error.ts';
import type { ClaimFile } from './claim-files.ts';

/** What stands beside the claims' folders and is none. */
const NO_CLAIM = /^src\/claims\/(?:registry\.ts$|figures\/|part-[^/]+\/[^/]+\.ts$)/;

/** What is amiss with where claims' files stand. @param root the project's root, a path. */
export function problemsOfPlaces(root: string, files: readonly ClaimFile[]): AuthorProblem[] {
  return [...misplaced(root), ...repeatedIds(files)];
}

/** Files that are in no part of the argument: nobody would judge them. */
function misplaced(root: string): AuthorProblem[] {
  return globSync('src/claims/**/*.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !NO_CLAIM.test(file))
    .sort()
    .map((file) => ({
      name: 'WrongFileName',
      message: 'This file is in no part of the argument, so it is not read as a claim.',
      hint: 'Move it into a folder of a part: src/claims/part-1-one-layer-folds/, say.',
      location: { file },
    }));
}

/** Claims that have the id of another: only one of them would be shown. */
function repeatedIds(files: readonly ClaimFile[]): AuthorProblem[] {
  return files.flatMap(({ id, file }, k) => {
    const first = files.slice(0, k).find((claim) => claim.id === id);
    if (!first) return [];
    return {
      name: 'WrongFileName',
      message: `Two claims are named "${id}": the other is ${first.file}.`,
      hint: 'Rename one of the two files: an id stands for one claim.',
      location: { file },
    };
  });
}
