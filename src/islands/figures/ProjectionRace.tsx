import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { counted } from '../number-format.ts';
import { Chart } from './Chart.tsx';
import { FigureFrame } from './FigureFrame.tsx';
import type { Poster } from './figure-state.ts';
import { PlayBar } from './PlayBar.tsx';
import { chartOf, describeRace, stepsOf, tableOf } from './projection-race-state.ts';
import { Slider } from './Slider.tsx';
import { useFigure } from './use-figure.ts';
import { usePlayback } from './use-playback.ts';

interface Props {
  readonly poster: Poster;
  /** The chart as it was drawn at build. */
  readonly chart?: ComponentChildren;
}

/** How long a step is shown in play. */
const STEP_MS = 80;

/** Two learning curves: of a layer with a learned projection, and of the plain layer it folds into. */
export function ProjectionRace({ poster, chart }: Props) {
  const figure = useFigure(poster);
  const { quantities, computedFor } = figure.state;
  const steps = Number(figure.values.steps);
  const last = stepsOf(quantities);
  const go = (to: number) => figure.change('steps', to);
  const player = usePlayback(steps, last, STEP_MS, go);
  // The sentence is on the numbers shown, which may be those of the settings before.
  const { values } = computedFor;
  const spec = useMemo(() => chartOf(quantities, values, steps), [quantities, values, steps]);
  return (
    <FigureFrame
      figure={figure}
      result={describeRace(quantities, values, steps)}
      quiet={player.playing}
      play={() => player.move('play')}
      table={() => tableOf(quantities, steps)}
      class="race"
    >
      <Chart
        spec={spec}
        poster={chart}
        live={figure.touched}
        onPick={(x) => go(Math.min(last, Math.max(0, Math.round(x))))}
      />
      <fieldset class="figure-moves" disabled={!figure.ready}>
        <legend class="sr-only">Run the race</legend>
        <PlayBar player={player} stepLabel="One step" />
        <Slider label="Steps" max={last} value={steps} says={counted(steps, 'step')} onMove={go} />
      </fieldset>
    </FigureFrame>
  );
}
