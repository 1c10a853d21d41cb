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
        <label class="figure-slider figure-slider-wide">
          Walk
          <input
            type="range"
            min={0}
            max={lineOf(quantities).length - 1}
            value={at}
            aria-valuetext={describePoint(quantities, look)}
            onInput={(event) => figure.change('at', event.currentTarget.value)}
          />
        </label>
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
      <table class="readings">
        <thead>
          <tr>
            <th scope="col">At {describePoint(quantities, look)}, along a line in the</th>
            <th scope="col">pre-activation</th>
            <th scope="col">second difference</th>
            <th scope="col">the whole line</th>
          </tr>
        </thead>
        <tbody>
          {readingsOf(quantities, look).map(({ name, z, bend, kinks }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{z}</td>
              <td>{bend}</td>
              <td>{kinks}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </FigureFrame>
  );
}
