import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isMissingCode } from '../../runtime/missing-code.ts';
import { importAgain } from '../import-again.ts';
import { type ChartSpec, SIZES, type Size, seriesOf, sizeFor } from './chart-spec.ts';
import type { Drawn } from './draw-chart.ts';

interface Props {
  readonly spec: ChartSpec;
  /** The chart as it was drawn at build, shown until the figure is touched. */
  readonly poster: ComponentChildren;
  /** True once the figure was touched: from then on the chart is drawn here. */
  readonly live: boolean;
  /** Awaited before a pointer has the chart drawn: numbers that the page does not carry. */
  readonly prepare?: () => Promise<unknown>;
  /** False where the series are explained elsewhere. */
  readonly legend?: boolean;
  /** Told of the x under the pointer while it is down; a slider must do the same for the keyboard. */
  readonly onPick?: (x: number) => void;
}

/** A chart: the poster, then the same drawing made in the browser, by code that comes at the first touch. */
export function Chart({ spec, poster, live, prepare, legend = true, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const size = useRef<Size>('wide');
  const latest = useRef(spec);
  const [isDrawn, setDrawn] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  latest.current = spec;

  async function draw(): Promise<void> {
    try {
      const { drawChart } = await importAgain(() => import('./draw-chart.ts'));
      if (!box.current || !place.current) return;
      size.current = sizeFor(latest.current, box.current.clientWidth);
      drawn.current = drawChart(latest.current, size.current, document);
      place.current.replaceChildren(drawn.current.svg);
      setProblem(null);
      setDrawn(true);
    } catch (error) {
      const why = isMissingCode(error) ? 'The code that draws could not be loaded' : `Not drawn (${error})`;
      setProblem(`${why}: the chart shown is ${drawn.current ? 'the one before' : 'the one made at build'}.`);
    }
  }

  useEffect(() => {
    if (live) draw();
  }, [live, spec]);

  useEffect(() => {
    if (!isDrawn || !box.current) return;
    const observer = new ResizeObserver(() => {
      const fits = sizeFor(latest.current, box.current?.clientWidth ?? 0);
      if (fits !== size.current) draw();
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [isDrawn]);

  async function pick({ clientX, buttons, type }: PointerEvent): Promise<void> {
    if (!onPick || (type === 'pointermove' && buttons === 0)) return;
    if (!drawn.current) {
      await prepare?.();
      await draw();
    }
    const svg = drawn.current?.svg;
    if (!svg) return;
    const { left, width } = svg.getBoundingClientRect();
    onPick(drawn.current?.xAt(((clientX - left) / width) * SIZES[size.current].width) as number);
  }

  return (
    <div class="chart" ref={box} data-picks={onPick ? true : undefined}>
      {legend && (
        <ul class="chart-legend">
          {seriesOf(spec).map(({ name, tone }) => (
            <li key={name}>
              <svg class={`line tone-${tone}`} viewBox="0 0 28 8" aria-hidden="true">
                <path d="M0 4H28" />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
      <div class="chart-place" onPointerDown={pick} onPointerMove={pick}>
        <div class="chart-live" ref={place} hidden={!isDrawn} />
        <div class="chart-poster" hidden={isDrawn}>
          {poster}
        </div>
      </div>
      {problem && <p class="field-problem">{problem}</p>}
    </div>
  );
}
