import { useEffect, useRef, useState } from 'preact/hooks';
import type { RunnerState } from './claim-runner-state.ts';

/** What a reader takes to be at once; milliseconds. */
const AT_ONCE_MS = 150;

/** What is shown of a run, and which run of the card it is. */
export interface Shown {
  readonly state: RunnerState;
  readonly run: number;
}

/**
 * What is to be shown of a card's state. Progress is shown of a run that takes its time: one that ends at once goes
 * from result to result, and what it is run on, a GPU in software say, is not kept busy with drawing.
 */
export function useUnhurried(state: RunnerState, run: number): Shown {
  const isRunning = state.phase === 'running';
  const [isLong, setIsLong] = useState(false);
  const settled = useRef<Shown>({ state, run });
  useEffect(() => {
    if (!isRunning) return;
    const timer = setTimeout(() => setIsLong(true), AT_ONCE_MS);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [isRunning]);
  if (isRunning) return isLong ? { state, run } : settled.current;
  settled.current = { state, run };
  return settled.current;
}
