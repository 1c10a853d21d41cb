import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import {
  chartOf,
  describeBlock,
  describePoint,
  lineOf,
  nearestPoint,
  nextBend,
  readingsOf,
  tableOf,
  WAYS,
} from './block-in-network-state.ts';
import { Chart } from './Chart.tsx';
import { FigureFrame } from './FigureFrame.tsx';
import type { Poster } from './figure-state.ts';
import { Readings } from './Readings.tsx';
import { Slider } from './Slider.tsx';
import { useFigure } from './use-figure.ts';

interface Props {
  readonly poster: Poster;
  /** The charts as they were drawn at build. */
  readonly own?: ComponentChildren;
  readonly network?: ComponentChildren;
}

/** A block's pre-activation along a line in its own input, straight, and along one in the network's, bent. */
export function BlockInNetwork({ poster, own, network }: Props) {
  const figure = useFigure(poster);
  const { quantities } = figure.state;
  const [unit, at] = [Number(figure.values.unit), Number(figure.values.at)];
  const look = { unit, at };
  const specs = useMemo(
    () => WAYS.map((way) => chartOf(quantities, way, { unit, at })),
    [quantities, unit, at],
  );
  const next = nextBend(quantities, look);
  return (
    <FigureFrame figure={figure} result={describeBlock(quantities, look)} table={() => tableOf(quantities)}>
      <div class="chart-pair">
        {[own, network].map((drawn, i) => {
          const spec = specs[i];
          return (
            spec && (
              <Chart
                key={i}
                spec={spec}
                poster={drawn}
                live={figure.touched}
                onPick={(t) => figure.change('at', nearestPoint(quantities, t))}
              />
            )
          );
        })}
      </div>
      <fieldset class="figure-moves" disabled={!figure.ready}>
        <legend class="sr-only">Walk along both lines, and choose a unit</legend>
        <Slider
          label="Walk"
          wide
          max={lineOf(quantities).length - 1}
          value={at}
          says={describePoint(quantities, look)}
          onMove={(place) => figure.change('at', place)}
        />
        <button
          type="button"
          class="button"
          disabled={next === null}
          onClick={() => next !== null && figure.change('at', next)}
        >
          To the next bend
        </button>
        <label class="toggle">
          Unit
          <select
            class="figure-choice"
            value={unit}
            onChange={(event) => figure.change('unit', event.currentTarget.value)}
          >
            {(quantities.own ?? []).map((_, i) => (
              <option key={i} value={i + 1}>
                {i + 1}
              </option>
            ))}
          </select>
        </label>
      </fieldset>
      <Readings
        head={[
          `At ${describePoint(quantities, look)}, along a line in the`,
          'pre-activation',
          'second difference',
          'the whole line',
        ]}
        rows={readingsOf(quantities, look).map(({ name, z, bend, kinks }) => [name, z, bend, kinks])}
      />
    </FigureFrame>
  );
}
