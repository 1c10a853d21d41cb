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
import { Readings } from './Readings.tsx';
import { Slider } from './Slider.tsx';
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
        <Slider
          label="Walk"
          wide
          max={(quantities.t?.[0]?.length ?? 1) - 1}
          value={at}
          says={describePoint(quantities, at)}
          onMove={(place) => figure.change('at', place)}
        />
      </fieldset>
      <Readings
        head={[`At ${describePoint(quantities, at)}`, 'output', 'second difference', 'along the line']}
        rows={readingsOf(quantities, at).map(({ name, output, bend, course }) => [
          name,
          output,
          bend,
          course,
        ])}
      />
    </FigureFrame>
  );
}
