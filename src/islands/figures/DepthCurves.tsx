import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { formatNumber } from '../number-format.ts';
import { Chart } from './Chart.tsx';
import { gradientChartOf, lossChartOf } from './depth-curves-charts.ts';
import {
  type Curve,
  curvesOf,
  describeRecord,
  nearestRecord,
  readingsOf,
  recordsOf,
  stepAt,
  tableOf,
} from './depth-curves-state.ts';
import { FigureFrame } from './FigureFrame.tsx';
import type { Poster } from './figure-state.ts';
import { PlayBar } from './PlayBar.tsx';
import { Readings } from './Readings.tsx';
import { Slider } from './Slider.tsx';
import { useBuiltCurves } from './use-built-curves.ts';
import { usePlayback } from './use-playback.ts';
import { useTraining } from './use-training.ts';

interface Props {
  readonly poster: Poster;
  /** What was recorded at build, of the last record only. */
  readonly curves: readonly Curve[];
  /** Where all of it is. */
  readonly href: string;
  /** The charts as they were drawn at build. */
  readonly loss?: ComponentChildren;
  readonly gradient?: ComponentChildren;
}

/** How long a record is shown in play. */
const RECORD_MS = 120;
/** What plays is what was recorded: training goes on meanwhile, until it is stopped. */
const WORDS = { play: 'Replay', pause: 'Hold replay', reset: 'First record' } as const;

/** Networks trained before the reader's eyes, and their records walked through. */
export function DepthCurves({ poster, curves: lastRecord, href, loss, gradient }: Props) {
  const figure = useTraining(poster, true);
  const { records, state, trainedFor } = figure;
  const { curves: built, isWhole, problem, load } = useBuiltCurves(lastRecord, href);
  const curves = useMemo(() => (records ? curvesOf(records) : built), [records, built]);
  const last = recordsOf(curves) - 1;
  const at = Math.min(last, Number(figure.values.at));
  const lastStep = stepAt(built, recordsOf(built) - 1);
  const look = (record: number) => figure.change('at', record);
  const player = usePlayback(at, last, RECORD_MS, look);
  const specs = useMemo(
    () => [lossChartOf(curves, at, lastStep), gradientChartOf(curves, at)] as const,
    [curves, at, lastStep],
  );

  const isLive = figure.touched && (isWhole || records !== null);
  useEffect(() => {
    if (figure.touched) load();
  }, [figure.touched]);

  /** The head goes to the end first, so that it follows the newest record. */
  function train(): void {
    player.move('pause');
    look(recordsOf(built) - 1);
    figure.train();
  }

  return (
    <FigureFrame
      figure={figure}
      result={`Depth ${trainedFor.values.depth}, rate ${trainedFor.values.rate}. ${describeRecord(curves, at)}`}
      quiet={player.playing || state.computing}
      play={train}
      toCompute="press Train"
      table={async () => tableOf(records ? curves : await load())}
    >
      <fieldset class="figure-moves" disabled={!figure.ready}>
        <legend class="sr-only">Train, and walk through the records</legend>
        <button type="button" class="button" onClick={() => (state.computing ? figure.stop() : train())}>
          {state.computing ? 'Stop training' : 'Train'}
        </button>
        <PlayBar player={player} stepLabel="One record" words={WORDS} />
        <Slider
          label="Record"
          max={last}
          value={at}
          says={`step ${formatNumber(stepAt(curves, at))}`}
          onMove={look}
        />
      </fieldset>
      <div class="chart-pair">
        <Chart
          spec={specs[0]}
          poster={loss}
          live={isLive}
          prepare={load}
          onPick={(step) => look(nearestRecord(curves, step))}
        />
        <Chart spec={specs[1]} poster={gradient} live={isLive} />
      </div>
      {problem && <p class="field-problem">{problem}</p>}
      <Readings
        head={[
          `After ${formatNumber(stepAt(curves, at))} steps`,
          'median loss',
          'trained',
          'gradient, first layer',
          'last layer',
        ]}
        rows={readingsOf(curves, at).map(({ kind, loss, trained, first, last }) => [
          kind,
          loss,
          trained,
          first,
          last,
        ])}
      />
    </FigureFrame>
  );
}
