import { useReducer, useRef } from 'preact/hooks';
import type { Values } from '../claim/parameters.ts';
import type { Job } from '../runtime/client.ts';
import type { Drawing } from '../runtime/protocol.ts';
import { type FoldState, nextFold, type Quantities } from './fold-state.ts';
import { loadClient } from './load-client.ts';

const UNREACHABLE = 'The code that computes could not be loaded: the connection may be down.';

/** The figure's numbers, and how to have others computed in the page's worker. */
export function useFold(initial: Quantities): {
  state: FoldState;
  draw: (values: Values, seed: number) => void;
} {
  const [state, dispatch] = useReducer(nextFold, {
    quantities: initial,
    computedOn: null,
    computing: false,
    problem: null,
  });
  const latest = useRef(0);
  const job = useRef<Job<Drawing> | null>(null);

  async function draw(values: Values, seed: number): Promise<void> {
    const asked = ++latest.current;
    dispatch({ type: 'asked' });
    const loaded = await loadClient();
    if (asked !== latest.current) return;
    if (!loaded) return dispatch({ type: 'failed', sentence: UNREACHABLE });
    // A slider asks faster than a device answers: only the latest numbers matter.
    job.current?.cancel();
    job.current = loaded.client.draw({ figure: 'fold', values, seed });
    const ending = await job.current.ending;
    if (asked !== latest.current || ending.status === 'cancelled') return;
    if (ending.status === 'done') dispatch({ type: 'drawn', drawing: ending.result });
    else dispatch({ type: 'failed', sentence: ending.sentence });
  }

  return { state, draw };
}
