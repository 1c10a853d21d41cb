import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';

/** What a checkout is of. */
export interface Commit {
  /** The whole hash; with "-dirty" where tracked files differ from it. */
  readonly id: string;
  /** When it was committed. */
  readonly year: number;
}

/**
 * The commit that the project stands at.
 * @param root the project's root, a path.
 * @returns null where it is no checkout: an unpacked archive, even one inside of another repository.
 */
export function commitAt(root: string): Commit | null {
  try {
    if (realpathSync(git(root, 'rev-parse', '--show-toplevel')) !== realpathSync(root)) return null;
    const id = git(root, 'describe', '--always', '--abbrev=40', '--exclude=*', '--dirty');
    return { id, year: Number(git(root, 'show', '--no-patch', '--format=%cs', 'HEAD').slice(0, 4)) };
  } catch {
    return null;
  }
}

function git(root: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
