import { useEffect, useRef, useState } from 'preact/hooks';
import { describeOrigin } from './figure-state.ts';
import { attendTo, type PlayOut } from './play-out.ts';
import type { FigureInHand } from './use-figure.ts';

/** What a figure shows now, and how it is played. */
interface Shown {
  readonly result: string;
  /** True while the figure changes by itself. */
  readonly isMoving: boolean;
  /** Starts what the figure plays or trains, where it does. */
  readonly play: (() => void) | undefined;
}

/** Lets a guess on the page set a figure, start it, and be told what it shows at rest. */
export function usePlayOut(figure: FigureInHand, { result, isMoving, play }: Shown): void {
  // A state and no ref: what is looked at is then a rendering with the settings that were asked for.
  const [asked, setAsked] = useState<PlayOut | null>(null);
  const isStarted = useRef(false);
  const { state, ready } = figure;
  const latest = useRef(figure);
  latest.current = figure;

  function attend(wanted: PlayOut): void {
    const { poster, changeAll } = latest.current;
    const isView = ([name]: [string, unknown]) => Object.hasOwn(poster.views, name);
    const entries = Object.entries(wanted.sets);
    setAsked(wanted);
    isStarted.current = false;
    // First what is computed: a figure that unfolds begins anew with it.
    changeAll(Object.fromEntries(entries.filter((entry) => !isView(entry))));
    changeAll(Object.fromEntries(entries.filter(isView)));
  }

  useEffect(() => (ready ? attendTo(figure.id, attend) : undefined), [ready]);

  useEffect(() => {
    if (!asked) return;
    if (play && !isStarted.current) {
      isStarted.current = true;
      play();
    } else if (!isMoving && !state.computing) {
      asked.found(state.problem ? describeOrigin(state) : result);
      setAsked(null);
    }
  });
}
