import { useReducer, useRef, useState } from 'preact/hooks';
import type { Job } from '../../runtime/job.ts';
import { MISSING_CODE } from '../../runtime/missing-code.ts';
import type { Drawing, Records } from '../../runtime/protocol.ts';
import { loadClient } from '../load-client.ts';
import { builtFigure, nextFigure, type Poster, type Settings } from './figure-state.ts';
import type { FigureInHand } from './use-figure.ts';
import { useSettings } from './use-settings.ts';

/** A figure of trainings: what was recorded, which grows while they run. */
export interface TrainingFigure extends FigureInHand {
  /** By the names of the figure's plans; null until something was trained here. */
  readonly records: Records | null;
  /** What they are of: the poster's settings until something was trained here. */
  readonly trainedFor: Settings;
  /** Trains at the present settings; nothing is trained before it is asked for. */
  readonly train: () => void;
  /** Stops what is being trained. What was recorded stays. */
  readonly stop: () => void;
}

/**
 * A figure whose trainings run in the page's worker. Play over its records with `usePlayback`.
 * @param waits true where changed settings wait for `train`, since a training takes long.
 */
export function useTraining(poster: Poster, waits = false): TrainingFigure {
  const [state, dispatch] = useReducer(nextFigure, builtFigure(poster));
  const [records, setRecords] = useState<Records | null>(null);
  const [trainedFor, setTrainedFor] = useState<Settings>(poster);
  const latest = useRef(0);
  const job = useRef<Job<Drawing> | null>(null);

  async function start({ values, seed }: Settings): Promise<void> {
    const asked = ++latest.current;
    // A training is long: the one before is stopped, not awaited.
    job.current?.cancel();
    job.current = null;
    dispatch({ type: 'asked' });
    const show = (trained: Records) => {
      setRecords(trained);
      setTrainedFor({ values, seed });
    };
    const loaded = await loadClient();
    if (asked !== latest.current) return;
    if (!loaded) return dispatch({ type: 'failed', sentence: MISSING_CODE });
    job.current = loaded.client.draw({ figure: poster.id, values, seed }, (progress) => {
      if (asked === latest.current && progress.phase === 'running' && progress.records)
        show(progress.records);
    });
    const ending = await job.current.ending;
    if (asked !== latest.current) return;
    if (ending.status === 'done') {
      show(ending.result.records ?? {});
      dispatch({ type: 'drawn', drawing: ending.result, settings: { values, seed }, isLast: true });
    } else if (ending.status === 'cancelled') dispatch({ type: 'stopped' });
    else dispatch({ type: 'failed', sentence: ending.sentence });
  }

  function stop(): void {
    if (job.current) job.current.cancel();
    else {
      // The code is still being fetched.
      latest.current += 1;
      dispatch({ type: 'stopped' });
    }
  }

  const settings = useSettings(poster, (changed, isComputed) => {
    if (isComputed && !waits) start(changed);
  });

  return {
    ...settings,
    id: poster.id,
    poster,
    state,
    records,
    trainedFor,
    train: () => start(settings),
    stop,
  };
}
