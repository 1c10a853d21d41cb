import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { Values } from '../claim/parameters.ts';
import type { Job } from '../runtime/job.ts';
import type { Progress, RunResult } from '../runtime/protocol.ts';
import { type Asked, IDLE, nextState, type RunnerState } from './claim-runner-state.ts';
import { loadClient } from './load-client.ts';

/** A card's run: its state, and what a reader may do. */
export interface Runner {
  readonly state: RunnerState;
  /** Which of the card's runs it is, from 1; 0 before the first. */
  readonly run: number;
  /** What the address asked for and could not have. */
  readonly notice: string | null;
  readonly start: (asked: Asked, values: Values, seed: number) => void;
  readonly stop: () => void;
}

/** Runs a claim in the page's worker. Nothing of the worker is loaded before the first start. */
export function useClaimRunner(id: string): Runner {
  const [state, dispatch] = useReducer(nextState, IDLE);
  const [notice, setNotice] = useState<string | null>(null);
  // A run that was stopped or overtaken must not speak any more: only the latest may.
  const latest = useRef(0);
  const job = useRef<Job<RunResult> | null>(null);

  async function start(asked: Asked, values: Values, seed: number): Promise<void> {
    const run = ++latest.current;
    dispatch({ type: 'started', asked });
    const tell = (progress: Progress) => {
      if (run === latest.current) dispatch({ type: 'progressed', progress });
    };
    const loaded = await loadClient(tell);
    if (run !== latest.current) return;
    if (!loaded) return dispatch({ type: 'unreachable' });
    setNotice(loaded.problem);
    const started = loaded.client.run({ claim: id, values, seed, version: asked }, tell);
    job.current = started;
    const ending = await started.ending;
    if (run === latest.current) dispatch({ type: 'ended', asked, ending });
  }

  function stop(): void {
    latest.current++;
    job.current?.cancel();
    job.current = null;
    dispatch({ type: 'ended', asked: 'both', ending: { status: 'cancelled' } });
  }

  useEffect(
    () => () => {
      latest.current++;
      job.current?.cancel();
    },
    [],
  );

  return { state, run: latest.current, notice, start, stop };
}
