import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Chart } from './Chart.tsx';
import { FigureFrame } from './FigureFrame.tsx';
import type { Poster } from './figure-state.ts';
import {
  depthChartOf,
  depthsOf,
  describeGradients,
  describeWhen,
  layerChartOf,
  nearestDepth,
  readingsOf,
  type Stack,
  stacksOf,
  tableOf,
} from './gradient-by-depth-state.ts';
import { Readings } from './Readings.tsx';
import { Slider } from './Slider.tsx';
import { useTraining } from './use-training.ts';

interface Props {
  readonly poster: Poster;
  /** What was recorded at build. */
  readonly stacks: readonly Stack[];
  /** The charts as they were drawn at build. */
  readonly byDepth?: ComponentChildren;
  readonly byLayer?: ComponentChildren;
}

/** The gradient in stacks of each depth: what of it reaches the first layer, and what stands in each. */
export function GradientByDepth({ poster, stacks: built, byDepth, byLayer }: Props) {
  const figure = useTraining(poster);
  const { records, state, trainedFor } = figure;
  const steps = Number(trainedFor.values.steps);
  const stacks = useMemo(() => (records ? stacksOf(records, steps) : built), [records, built, steps]);
  const depths = depthsOf(built);
  const depth = Number(figure.values.depth);
  const when = describeWhen(steps);
  const look = (wanted: number | undefined) => wanted && figure.change('depth', wanted);
  const specs = useMemo(
    () => [depthChartOf(stacks, depth, when), layerChartOf(stacks, depth, when)] as const,
    [stacks, depth, when],
  );
  return (
    <FigureFrame
      figure={figure}
      result={describeGradients(stacks, depth, when)}
      quiet={state.computing}
      toCompute="change a setting"
      table={() => tableOf(stacks, steps)}
    >
      <fieldset class="figure-moves" disabled={!figure.ready}>
        <legend class="sr-only">How deep the stack is</legend>
        <Slider
          label="Depth"
          max={depths.length - 1}
          value={depths.indexOf(depth)}
          says={`${depth} layers`}
          onMove={(place) => look(depths[place])}
        />
        <span class="figure-count">{depth} layers</span>
        <button
          type="button"
          class="button"
          aria-disabled={!state.computing}
          onClick={() => state.computing && figure.stop()}
        >
          Stop computing
        </button>
      </fieldset>
      <div class="chart-pair">
        <Chart
          spec={specs[0]}
          poster={byDepth}
          live={figure.touched}
          onPick={(x) => look(nearestDepth(depths, x))}
        />
        <Chart spec={specs[1]} poster={byLayer} live={figure.touched} />
      </div>
      <Readings
        head={[`Gradient norm, ${when}`, 'first layer', 'last layer', 'first over last']}
        rows={readingsOf(stacks, depth).map(({ kind, first, last, ratio }) => [kind, first, last, ratio])}
      />
    </FigureFrame>
  );
}
