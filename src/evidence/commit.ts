import { execFileSync } from 'node:child_process';

let known: string | null | undefined;

/** The short id of the commit that is being built, or null outside a git checkout. */
export function commitId(): string | null {
  known ??= askGit();
  return known;
}

function askGit(): string | null {
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] } as const;
    return execFileSync('git', ['rev-parse', '--short=10', 'HEAD'], options).trim() || null;
  } catch {
    return null;
  }
}
