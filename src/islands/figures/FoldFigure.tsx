import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Activation } from '../../claim/activations.ts';
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

/** W and I slide under their sum, which takes the stage, and both ways through the block are computed beside them. */
export function FoldFigure({ poster }: { poster: Poster }) {
  const root = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const figure = useFigure(poster);
  const { quantities } = figure.state;
  const fold = Number(figure.values.fold);
  const forgotten = figure.values.identity === 'forgotten';
  const g = figure.state.computedFor.values.g as Activation;
  useLayoutEffect(() => {
    if (stage.current) measureWays(stage.current);
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
      <FigureFrame figure={figure} result={describeWays(ways, g)} table={() => tableOf(quantities)}>
        <div
          class="fold-stage"
          ref={stage}
          style={{ '--fold': fold / 100, '--n': matrix('W').length }}
          data-forgotten={forgotten || undefined}
        >
          <div class="fold-part">
            <Matrix name="W" symbols={['W']} rows={matrix('W')} />
          </div>
          <span class="fold-sign" aria-hidden="true">
            +
          </span>
          <div class="fold-part fold-identity">
            <Matrix name="I" symbols={['I']} rows={matrix('I')} />
          </div>
          <span class="fold-sign fold-equals" aria-hidden="true">
            =
          </span>
          <div class="fold-part fold-sum">
            {forgotten ? (
              <Matrix name="W" symbols={['W']} rows={matrix('W')} />
            ) : (
              <Matrix name="W plus I" symbols={['W', 'I']} rows={matrix('WplusI')} />
            )}
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

/** How far each matrix is from the middle of the stage, in pixels, as custom properties: transforms do not change offsets. */
function measureWays(stage: HTMLElement): void {
  for (const part of stage.querySelectorAll<HTMLElement>('.fold-part')) {
    const [x, y] = [part.offsetLeft + part.offsetWidth / 2, part.offsetTop + part.offsetHeight / 2];
    part.style.setProperty('--dx', `${stage.clientWidth / 2 - x}px`);
    part.style.setProperty('--dy', `${stage.clientHeight / 2 - y}px`);
  }
}
