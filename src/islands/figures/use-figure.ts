import { useMemo, useReducer } from 'preact/hooks';
import { MISSING_CODE } from '../../runtime/missing-code.ts';
import { loadClient } from '../load-client.ts';
import { builtFigure, type FigureState, nextFigure, type Poster, type Settings } from './figure-state.ts';
import { keepLatest } from './keep-latest.ts';
import { type FigureSettings, useSettings } from './use-settings.ts';

/** A figure in a reader's hands. */
export interface FigureInHand extends FigureSettings {
  readonly id: string;
  readonly poster: Poster;
  readonly state: FigureState;
}

/** A figure whose numbers are computed in the page's worker as a parameter changes. */
export function useFigure(poster: Poster): FigureInHand {
  const [state, dispatch] = useReducer(nextFigure, builtFigure(poster));
  const draw = useMemo(
    () =>
      keepLatest<Settings>(async (settings, isLast) => {
        const loaded = await loadClient();
        if (!loaded) return dispatch({ type: 'failed', sentence: MISSING_CODE });
        const ending = await loaded.client.draw({ figure: poster.id, ...settings }).ending;
        if (ending.status === 'done')
          dispatch({ type: 'drawn', drawing: ending.result, settings, isLast: isLast() });
        else if (ending.status !== 'cancelled') dispatch({ type: 'failed', sentence: ending.sentence });
      }),
    [],
  );

  const settings = useSettings(poster, ({ values, seed }, isComputed) => {
    // Any control brings the numbers to the reader's device, once.
    if (!isComputed && (state.computedOn || state.computing)) return;
    dispatch({ type: 'asked' });
    draw({ values, seed });
  });

  return { ...settings, id: poster.id, poster, state };
}
