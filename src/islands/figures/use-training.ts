import { useReducer, useRef, useState } from 'preact/hooks';
import type { Job } from '../../runtime/client.ts';
import type { Drawing, Records } from '../../runtime/protocol.ts';
import { loadClient } from '../load-client.ts';
import { builtFigure, nextFigure, type Poster, type Settings } from './figure-state.ts';
import { type FigureInHand, UNREACHABLE } from './use-figure.ts';
import { useSettings } from './use-settings.ts';

/** A figure of trainings: what was recorded, which grows while they run. */
export interface TrainingFigure extends FigureInHand {
  /** By the names of the figure's plans; null until something was trained here. */
  readonly records: Records | null;
  /** Trains at the present settings; nothing is trained before it is asked for. */
  readonly train: () => void;
  /** Stops what is being trained. What was recorded stays. */
  readonly stop: () => void;
}

/** A figure whose trainings run in the page's worker. Play over its records with `usePlayback`. */
export function useTraining(poster: Poster): TrainingFigure {
  const [state, dispatch] = useReducer(nextFigure, builtFigure(poster));
  const [records, setRecords] = useState<Records | null>(null);
  const latest = useRef(0);
  const job = useRef<Job<Drawing> | null>(null);

  async function start({ values, seed }: Settings): Promise<void> {
    const asked = ++latest.current;
    dispatch({ type: 'asked' });
    const loaded = await loadClient();
    if (asked !== latest.current) return;
    if (!loaded) return dispatch({ type: 'failed', sentence: UNREACHABLE });
    // A training is long: the one before is stopped, not awaited.
    job.current?.cancel();
    job.current = loaded.client.draw({ figure: poster.id, values, seed }, (progress) => {
      if (asked === latest.current && progress.phase === 'running' && progress.records)
        setRecords(progress.records);
    });
    const ending = await job.current.ending;
    if (asked !== latest.current) return;
    if (ending.status === 'done') {
      setRecords(ending.result.records ?? null);
      dispatch({ type: 'drawn', drawing: ending.result, settings: { values, seed }, isLast: true });
    } else {
      const sentence = ending.status === 'cancelled' ? 'The training was stopped.' : ending.sentence;
      dispatch({ type: 'failed', sentence });
    }
  }

  const settings = useSettings(poster, (changed, isComputed) => {
    if (isComputed) start(changed);
  });

  return {
    ...settings,
    id: poster.id,
    poster,
    state,
    records,
    train: () => start(settings),
    stop: () => job.current?.cancel(),
  };
}
