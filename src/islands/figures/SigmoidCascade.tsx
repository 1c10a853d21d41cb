import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { counted } from '../number-format.ts';
import { Chart } from './Chart.tsx';
import { FigureFrame } from './FigureFrame.tsx';
import type { Poster } from './figure-state.ts';
import { PlayBar } from './PlayBar.tsx';
import { Slider } from './Slider.tsx';
import { blocksOf, chartOf, describeCascade, spreadChartOf, tableOf } from './sigmoid-cascade-state.ts';
import { useFigure } from './use-figure.ts';
import { usePlayback } from './use-playback.ts';

interface Props {
  readonly poster: Poster;
  /** The charts as they were drawn at build. */
  readonly sigmoid?: ComponentChildren;
  readonly relu?: ComponentChildren;
  readonly spread?: ComponentChildren;
}

/** How long a block is shown in play. */
const BLOCK_MS = 500;

/** Numbers falling together block by block behind a sigmoid, beside the same numbers behind ReLUs. */
export function SigmoidCascade({ poster, sigmoid, relu, spread }: Props) {
  const figure = useFigure(poster);
  const { quantities } = figure.state;
  const passed = Number(figure.values.blocks);
  const pass = (blocks: number) => figure.change('blocks', blocks);
  const blocks = blocksOf(quantities);
  const player = usePlayback(passed, blocks, BLOCK_MS, pass);
  const specs = useMemo(
    () => [
      chartOf(quantities, 'sigmoid', passed),
      chartOf(quantities, 'relu', passed),
      spreadChartOf(quantities, passed),
    ],
    [quantities, passed],
  );
  const pick = (x: number) => pass(Math.min(blocks, Math.max(0, Math.round(x))));
  return (
    <FigureFrame
      figure={figure}
      result={describeCascade(quantities, passed)}
      quiet={player.playing}
      play={() => player.move('play')}
      table={() => tableOf(quantities, passed)}
    >
      <fieldset class="figure-moves" disabled={!figure.ready}>
        <legend class="sr-only">Pass through the blocks</legend>
        <PlayBar player={player} stepLabel="One block" />
        <Slider label="Blocks" max={blocks} value={passed} says={counted(passed, 'block')} onMove={pass} />
      </fieldset>
      <div class="chart-pair">
        {[sigmoid, relu, spread].map((drawn, i) => {
          const spec = specs[i];
          return spec && <Chart key={i} spec={spec} poster={drawn} live={figure.touched} onPick={pick} />;
        })}
      </div>
    </FigureFrame>
  );
}
