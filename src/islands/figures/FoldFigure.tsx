import { useLayoutEffect, useRef } from 'preact/hooks';
import { SYMBOLS, type SymbolName } from '../../claim/notation.ts';
import { Matrix } from '../Matrix.tsx';
import { Term } from '../Term.tsx';
import { useLitTerms } from '../use-lit-terms.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { FoldWays } from './FoldWays.tsx';
import { columnNamed, type Poster } from './figure-state.ts';
import { describeWays, speakOutputs, tableOf, waysOf } from './fold-state.ts';
import { useFigure } from './use-figure.ts';

/** Named under the formula, so that each can be pointed at, tapped and focused. */
const LEGEND: readonly SymbolName[] = ['W', 'I', 'a', 'b', 'g'];

/** W and I slide together into W + I, and both ways through the block are computed beside them. */
export function FoldFigure({ poster }: { poster: Poster }) {
  const root = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const figure = useFigure(poster);
  const { quantities } = figure.state;
  const fold = Number(figure.values.fold);
  const forgotten = figure.values.identity === 'forgotten';
  useLayoutEffect(() => {
    if (stage.current) measureDistances(stage.current);
  }, [fold, quantities]);
  useLitTerms(root);

  const ways = waysOf(quantities, forgotten);
  const matrix = (name: string) => quantities[name] ?? [];
  return (
    <div class="fold" ref={root}>
      <ul class="legend">
        {LEGEND.map((symbol) => (
          <li key={symbol}>
            <button type="button" class="legend-term" data-terms={symbol}>
              <Term symbol={symbol} /> {SYMBOLS[symbol].name}
            </button>
          </li>
        ))}
      </ul>
      <FigureFrame figure={figure} result={describeWays(ways)} table={() => tableOf(quantities)}>
        <div
          class="fold-stage"
          ref={stage}
          style={{ '--fold': fold / 100, '--n': matrix('W').length }}
          data-forgotten={forgotten || undefined}
        >
          <div class="fold-summand">
            <Matrix name="W" symbols={['W']} rows={matrix('W')} />
          </div>
          <span class="fold-sign" aria-hidden="true">
            +
          </span>
          <div class="fold-summand fold-identity">
            <Matrix name="I" symbols={['I']} rows={matrix('I')} />
          </div>
          <span class="fold-sign fold-equals" aria-hidden="true">
            =
          </span>
          <div class="fold-sum">
            <Matrix name="W plus I" symbols={['W', 'I']} rows={matrix('WplusI')} />
          </div>
        </div>
        <fieldset class="figure-moves" disabled={!figure.ready}>
          <legend class="sr-only">Fold the skip into the weights, or break the fold</legend>
          <label class="figure-slider">
            Fold
            <input
              type="range"
              min={0}
              max={100}
              value={fold}
              onInput={(event) => figure.change('fold', event.currentTarget.value)}
            />
          </label>
          <label class="toggle">
            <input
              type="checkbox"
              checked={forgotten}
              onChange={({ currentTarget }) =>
                figure.change('identity', currentTarget.checked ? 'forgotten' : 'kept')
              }
            />
            Break it: forget I
          </label>
        </fieldset>
        <FoldWays
          a={columnNamed(quantities, 'a')}
          b={columnNamed(quantities, 'b')}
          ways={ways}
          forgotten={forgotten}
        />
        <p class="sr-only" aria-live="polite">
          {speakOutputs(ways)}
        </p>
      </FigureFrame>
    </div>
  );
}

/** How far each summand is from the sum, in pixels, as custom properties: transforms do not change offsets. */
function measureDistances(stage: HTMLElement): void {
  const sum = stage.querySelector<HTMLElement>('.fold-sum');
  for (const summand of stage.querySelectorAll<HTMLElement>('.fold-summand')) {
    if (!sum) return;
    summand.style.setProperty('--dx', `${sum.offsetLeft - summand.offsetLeft}px`);
    summand.style.setProperty('--dy', `${sum.offsetTop - summand.offsetTop}px`);
  }
}
