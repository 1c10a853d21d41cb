import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Chart } from './Chart.tsx';
import { FigureFrame } from './FigureFrame.tsx';
import type { Poster } from './figure-state.ts';
import {
  chartOf,
  describePoint,
  describeProbe,
  nearestPoint,
  readingsOf,
  tableOf,
} from './line-probe-state.ts';
import { useFigure } from './use-figure.ts';

interface Props {
  readonly poster: Poster;
  /** The chart as it was drawn at build. */
  readonly chart?: ComponentChildren;
}

/** A walk along a line in the input space: the reader moves a point and reads three blocks' outputs there. */
export function LineProbe({ poster, chart }: Props) {
  const figure = useFigure(poster);
  const { quantities } = figure.state;
  const at = Number(figure.values.at);
  const spec = useMemo(() => chartOf(quantities, at), [quantities, at]);
  return (
    <FigureFrame figure={figure} result={describeProbe(quantities, at)} table={() => tableOf(quantities)}>
      <Chart
        spec={spec}
        poster={chart}
        live={figure.touched}
        onPick={(t) => figure.change('at', nearestPoint(quantities, t))}
      />
      <fieldset class="figure-moves" disabled={!figure.ready}>
        <legend class="sr-only">Walk along the line</legend>
        <label class="figure-slider figure-slider-wide">
          Walk
          <input
            type="range"
            min={0}
            max={(quantities.t?.[0]?.length ?? 1) - 1}
            value={at}
            aria-valuetext={describePoint(quantities, at)}
            onInput={(event) => figure.change('at', event.currentTarget.value)}
          />
        </label>
      </fieldset>
      <table class="readings">
        <thead>
          <tr>
            <th scope="col">At {describePoint(quantities, at)}</th>
            <th scope="col">output</th>
            <th scope="col">second difference</th>
            <th scope="col">along the line</th>
          </tr>
        </thead>
        <tbody>
          {readingsOf(quantities, at).map(({ name, output, bend, course }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{output}</td>
              <td>{bend}</td>
              <td>{course}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </FigureFrame>
  );
}
