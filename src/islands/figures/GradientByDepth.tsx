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
        <label class="figure-slider">
          Depth
          <input
            type="range"
            min={0}
            max={depths.length - 1}
            value={depths.indexOf(depth)}
            aria-valuetext={`${depth} layers`}
            onInput={(event) => look(depths[Number(event.currentTarget.value)])}
          />
        </label>
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
      <table class="readings">
        <thead>
          <tr>
            <th scope="col">Gradient norm, {when}</th>
            <th scope="col">first layer</th>
            <th scope="col">last layer</th>
            <th scope="col">first over last</th>
          </tr>
        </thead>
        <tbody>
          {readingsOf(stacks, depth).map(({ kind, first, last, ratio }) => (
            <tr key={kind}>
              <th scope="row">{kind}</th>
              <td>{first}</td>
              <td>{last}</td>
              <td>{ratio}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </FigureFrame>
  );
}
