import type { FSWatcher } from 'vite';
import { type JudgedNow, judgeClaims, signatureOf } from './judge-claims.ts';

/** Editors and version control write several files at once. */
const SETTLE_MS = 100;

/**
 * Judges the claims now, and again whenever one of them or what they depend on has changed. One run at
 * a time: what changes in the middle of one is judged after it.
 * @param watcher of the project's files.
 * @param onJudged told what was found, each time.
 * @param onFailed told why the claims could not be judged at all.
 */
export function watchClaims(
  root: string,
  watcher: FSWatcher,
  onJudged: (judged: JudgedNow) => void,
  onFailed: (error: unknown) => void,
): void {
  let judged = '';
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function judgeChanged(): Promise<void> {
    const signature = signatureOf(root);
    if (signature === judged) return;
    judged = signature;
    // An author waits for the verdict: what takes minutes is for `npm run verify` and for builds.
    onJudged(await judgeClaims(root, { skipLong: true }));
  }

  function schedule(): void {
    running = running.then(judgeChanged).catch(onFailed);
  }

  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(schedule, SETTLE_MS);
  });
  schedule();
}
