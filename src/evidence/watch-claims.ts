import { relative } from 'node:path';
import type { FSWatcher } from 'vite';
import { BIBLIOGRAPHY } from './bibliography.ts';
import { type JudgedNow, judgeClaims, signatureOf } from './judge-claims.ts';

/** Editors and version control write several files at once. */
const SETTLE_MS = 100;

/** What claims are made of; other files are saved as often, and change nothing here. */
const GROUND = /^(?:src\/|package(?:-lock)?\.json$|tsconfig)/;

/**
 * Judges the claims now, and again whenever one of them or what they depend on has changed. One run at
 * a time: what changes in the middle of one is judged after it.
 * @param watcher of the project's files.
 * @param onJudged told what was found, each time.
 * @param onWait told what is still being run, where that takes long: until then nothing newer is known.
 * @param onFailed told why the claims could not be judged at all.
 */
export function watchClaims(
  root: string,
  watcher: FSWatcher,
  onJudged: (judged: JudgedNow) => void,
  onWait: (sentence: string) => void,
  onFailed: (error: unknown) => void,
): void {
  let judged = '';
  /** How often a file that claims may depend on was saved. */
  let saves = 0;
  /** Ends the run that is under way; set once that is known to take long. */
  let endLong: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function judgeChanged(): Promise<void> {
    const signature = signatureOf(root);
    if (signature === judged) return;
    judged = signature;
    const before = saves;
    const run = new AbortController();
    const onLong = (sentence: string) => {
      onWait(sentence);
      endLong = () => run.abort();
      // It may be what was just mended that would never end.
      if (saves !== before) endLong();
    };
    try {
      // An author waits for the verdict: what takes minutes is for `npm run verify` and for builds.
      onJudged(await judgeClaims(root, { skipLong: true, onWait: onLong, signal: run.signal }));
    } catch (error) {
      if (!run.signal.aborted) throw error;
    } finally {
      endLong = undefined;
    }
    // Saved in mid-run, and perhaps saved back: it may have been judged as it was in between.
    if (saves !== before) judged = '';
  }

  function schedule(): void {
    running = running.then(judgeChanged).catch(onFailed);
  }

  watcher.on('all', (_event, path) => {
    const file = relative(root, path).replaceAll('\\', '/');
    if (GROUND.test(file) || file === BIBLIOGRAPHY) {
      saves++;
      endLong?.();
    }
    clearTimeout(timer);
    timer = setTimeout(schedule, SETTLE_MS);
  });
  schedule();
}
