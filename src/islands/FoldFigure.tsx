import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { SYMBOLS, type SymbolName } from '../claim/notation.ts';
import type { Parameters, Values } from '../claim/parameters.ts';
import { FoldWays } from './FoldWays.tsx';
import { columnNamed, describeOrigin, describeWays, type Quantities, waysOf } from './fold-state.ts';
import { Matrix } from './Matrix.tsx';
import { ParameterFields } from './ParameterFields.tsx';
import { readTexts, textsOf } from './settings-state.ts';
import { Term } from './Term.tsx';
import { useFold } from './use-fold.ts';
import { useLitTerms } from './use-lit-terms.ts';

interface Props {
  readonly parameters: Parameters;
  readonly values: Values;
  readonly seed: number;
  /** The numbers of these values and this seed, computed when the site was built. */
  readonly quantities: Quantities;
}

/** Named under the formula, so that each can be pointed at, tapped and focused. */
const LEGEND: readonly SymbolName[] = ['W', 'I', 'a', 'b', 'g'];

/** W and I slide together into W + I, and both ways through the block are computed beside them. */
export function FoldFigure({ parameters, values, seed, quantities: initial }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const foldId = useId();
  const [ready, setReady] = useState(false);
  const [texts, setTexts] = useState(textsOf(values, seed));
  const [fold, setFold] = useState(0);
  const [forgotten, setForgotten] = useState(false);
  const { state, draw } = useFold(initial);
  const settings = readTexts(parameters, texts);
  useEffect(() => setReady(true), []);
  useLayoutEffect(() => {
    if (stage.current) measureDistances(stage.current);
  }, [fold, state.quantities]);
  useLitTerms(root);

  function change(name: string, text: string): void {
    const changed = { ...texts, [name]: text };
    setTexts(changed);
    const read = readTexts(parameters, changed);
    if (read.ok) draw(read.values, read.seed);
  }

  /** Any control brings the numbers to the reader's device, once. */
  function computeHere(): void {
    if (settings.ok && !state.computedOn && !state.computing) draw(settings.values, settings.seed);
  }

  function slide(to: number): void {
    setFold(to);
    computeHere();
  }

  function forget(next: boolean): void {
    setForgotten(next);
    computeHere();
  }

  const { quantities } = state;
  const ways = waysOf(quantities, forgotten);
  const matrix = (name: string) => quantities[name] ?? [];
  return (
    <div class="fold" ref={root} aria-busy={state.computing}>
      <ul class="legend">
        {LEGEND.map((symbol) => (
          <li key={symbol}>
            <button type="button" class="legend-term" data-terms={symbol}>
              <Term symbol={symbol} /> {SYMBOLS[symbol].name}
            </button>
          </li>
        ))}
      </ul>
      <fieldset class="fold-controls" disabled={!ready}>
        <legend class="sr-only">Other numbers</legend>
        <ParameterFields
          parameters={parameters}
          texts={texts}
          problems={settings.ok ? {} : settings.problems}
          onChange={change}
          newSeedLabel="New numbers"
        />
      </fieldset>
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
      <fieldset class="fold-moves" disabled={!ready}>
        <legend class="sr-only">Fold the skip into the weights, or break the fold</legend>
        <div class="fold-slider">
          <label for={foldId}>Fold</label>
          <input
            id={foldId}
            type="range"
            min={0}
            max={100}
            value={fold}
            onInput={(event) => slide(Number(event.currentTarget.value))}
          />
        </div>
        <label class="toggle">
          <input
            type="checkbox"
            checked={forgotten}
            onChange={(event) => forget(event.currentTarget.checked)}
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
      <p class="fold-result" aria-live="polite" data-agree={ways.same.every(Boolean)}>
        {describeWays(ways)}
      </p>
      <p class="fold-origin">{describeOrigin(state)}</p>
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
