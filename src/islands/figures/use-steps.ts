import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { MISSING_CODE } from '../../runtime/missing-code.ts';
import { loadClient } from '../load-client.ts';
import { builtFigure, nextFigure, type Poster } from './figure-state.ts';
import { keepLatest } from './keep-latest.ts';
import { type Goal, lastStepOf, type Reached, startOf } from './steps-state.ts';
import type { FigureInHand } from './use-figure.ts';
import { type Player, prefersReducedMotion } from './use-playback.ts';
import { useSettings } from './use-settings.ts';

/** How a figure unfolds on a page, in steps. */
export interface Pace {
  /** From one picture to the next in play. */
  readonly frame: number;
  /** What Play takes before it stops, where motion is to be reduced. */
  readonly jump: number;
  /** The most that one request takes, so that a worker is never silent for long. */
  readonly request: number;
}

/** A figure that unfolds, with what plays it. */
export interface UnfoldingFigure extends FigureInHand {
  readonly player: Player;
  /** How many steps the numbers shown are from the start. */
  readonly steps: number;
  /** Where a long way that was not asked for as play leads, as from a link: so many steps. null where there is none. */
  readonly walkingTo: number | null;
}

/**
 * A figure whose state goes on step by step in the page's worker. The page holds the state, so that a
 * worker which is lost loses nothing. How far it has come is the figure's view `steps`: a link restores
 * it by taking the steps again.
 */
export function useSteps(poster: Poster, pace: Pace): UnfoldingFigure {
  const [state, dispatch] = useReducer(nextFigure, builtFigure(poster));
  const [playing, setPlaying] = useState(false);
  const [shown, setShown] = useState(Number(poster.values.steps));
  const reached = useRef<Reached | null>(null);
  /** True where the reader wants to stay at what the request under way reaches. */
  const halted = useRef(false);
  const last = lastStepOf(poster);

  const go = useMemo(
    () =>
      keepLatest<Goal>(async (goal, isLatest) => {
        const fail = (sentence: string) => {
          setPlaying(false);
          dispatch({ type: 'failed', sentence });
        };
        const loaded = await loadClient();
        if (!loaded) return fail(MISSING_CODE);
        let from = startOf(goal, reached.current, poster);
        do {
          const steps = Math.min(goal.steps - from.steps, pace.request);
          const request = { figure: poster.id, ...goal.settings, from: { state: from.state, steps } };
          const ending = await loaded.client.draw(request).ending;
          if (ending.status === 'cancelled') return;
          if (ending.status !== 'done') return fail(ending.sentence);
          from = { ...goal, steps: from.steps + steps, state: ending.result.state ?? null };
          reached.current = from;
          setShown(from.steps);
          const isLast = (from.steps >= goal.steps || halted.current) && isLatest();
          dispatch({ type: 'drawn', drawing: ending.result, settings: goal.settings, isLast });
        } while (from.steps < goal.steps && !halted.current && isLatest());
        // The figure is where it was halted, so that the link has it.
        if (halted.current && from.steps < goal.steps && isLatest()) walk(from.steps);
      }),
    [],
  );

  const settings = useSettings(poster, ({ values, seed }) => {
    halted.current = false;
    dispatch({ type: 'asked' });
    go({ settings: { values, seed }, steps: Number(values.steps) });
  });
  const goal = Number(settings.values.steps);
  const walk = (steps: number) => settings.change('steps', Math.min(last, Math.max(0, steps)));
  const isWalking = state.computing && !playing && goal - shown > pace.frame;

  useEffect(() => {
    if (!playing || shown !== goal) return;
    if (shown >= last) return setPlaying(false);
    // The next picture is asked for when the last has been painted: never faster than the device.
    const frame = requestAnimationFrame(() => walk(shown + pace.frame));
    return () => cancelAnimationFrame(frame);
  }, [playing, shown, goal]);

  const move: Player['move'] = (move) => {
    const isReduced = prefersReducedMotion();
    setPlaying(move === 'play' && !isReduced);
    if (move === 'play' && isReduced) walk(shown + pace.jump);
    else if (move === 'step') walk(shown + 1);
    else if (move === 'reset' || (move === 'play' && shown >= last)) walk(0);
    else if (move === 'pause') halted.current = state.computing;
  };

  /** Other numbers begin anew. */
  const changeAll: FigureInHand['changeAll'] = (values) => {
    const isComputed = Object.keys(values).some((name) => !Object.hasOwn(poster.views, name));
    if (isComputed) setPlaying(false);
    settings.changeAll(isComputed ? { ...values, steps: 0 } : values);
  };

  return {
    ...settings,
    change: (name, value) => changeAll({ [name]: value }),
    changeAll,
    id: poster.id,
    poster,
    state,
    steps: shown,
    walkingTo: isWalking ? goal : null,
    player: { playing: playing || isWalking, atEnd: shown >= last, move },
  };
}
