import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { seedOf } from '../numerics/random.ts';
import type { Ending, Job } from '../runtime/job.ts';
import { MISSING_CODE } from '../runtime/missing-code.ts';
import type { Progress, RunResult } from '../runtime/protocol.ts';
import type { LedgerClaim } from './ledger-filter-state.ts';
import { IDLE, type LedgerState, nextClaim, nextLedger } from './ledger-run-state.ts';
import { loadClient } from './load-client.ts';

/** Trials may come faster than anybody reads: progress is told no more often than this. */
const PROGRESS_MS = 250;

/** A run of many claims: its state, and what a reader may do. */
export interface LedgerRun {
  readonly state: LedgerState;
  /** What the address asked for and could not have. */
  readonly notice: string | null;
  /** Runs claims one after another, but for those left out. */
  readonly start: (plan: readonly string[], leftOut: readonly string[]) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
}

/** Runs claims in the page's one worker, with the values and the seed that their cards start with. */
export function useLedgerRun(claims: readonly LedgerClaim[]): LedgerRun {
  const [state, dispatch] = useReducer(nextLedger, IDLE);
  const [notice, setNotice] = useState<string | null>(null);
  // A claim that was stopped must not speak any more: only the latest may.
  const latest = useRef(0);
  const job = useRef<Job<RunResult> | null>(null);

  useEffect(() => {
    const id = nextClaim(state);
    if (id !== null) run(id);
  }, [state]);

  async function run(id: string): Promise<void> {
    const turn = ++latest.current;
    dispatch({ type: 'began', id });
    const ending = await endingOf(id, turn);
    if (turn === latest.current) dispatch({ type: 'ended', id, ending });
  }

  async function endingOf(id: string, turn: number): Promise<Ending<RunResult>> {
    const claim = claims.find((claim) => claim.id === id);
    const telling = tellSlowly((progress) => {
      if (turn === latest.current) dispatch({ type: 'progressed', id, progress });
    });
    const loaded = await loadClient(telling.tell);
    if (turn !== latest.current) return { status: 'cancelled' };
    if (!loaded || !claim) return { status: 'failed', sentence: MISSING_CODE };
    setNotice(loaded.problem);
    const request = { claim: id, values: claim.values, seed: seedOf(id), version: 'both' } as const;
    job.current = loaded.client.run(request, telling.tell);
    return job.current.ending.finally(telling.end);
  }

  function abandon(): void {
    latest.current++;
    job.current?.cancel();
    job.current = null;
  }

  useEffect(() => abandon, []);

  return {
    state,
    notice,
    start: (plan, leftOut) => {
      abandon();
      dispatch({ type: 'started', plan, leftOut });
    },
    pause: () => dispatch({ type: 'paused' }),
    resume: () => dispatch({ type: 'resumed' }),
    stop: () => {
      abandon();
      dispatch({ type: 'stopped' });
    },
  };
}

/** Tells the latest progress, but not at once and not often. */
function tellSlowly(dispatch: (progress: Progress) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let newest: Progress | undefined;
  const tellNewest = () => {
    timer = undefined;
    if (newest) dispatch(newest);
  };
  return {
    tell(progress: Progress) {
      newest = progress;
      timer ??= setTimeout(tellNewest, PROGRESS_MS);
    },
    end: () => clearTimeout(timer),
  };
}
