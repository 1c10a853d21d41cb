import type { ComponentChildren } from 'preact';
import { CopyLink } from '../CopyLink.tsx';
import { saveText } from '../hand-over.ts';
import { ParameterFields } from '../ParameterFields.tsx';
import { type Table, writeCsv } from './csv.ts';
import { describeOrigin, wordOf } from './figure-state.ts';
import type { FigureInHand } from './use-figure.ts';
import { usePlayOut } from './use-play-out.ts';

interface Props {
  readonly figure: FigureInHand;
  /** What the figure shows, in a sentence or two; announced when it changes. */
  readonly result: string;
  /** True where the result changes by itself, as in play: then it is not announced. */
  readonly quiet?: boolean;
  /** Starts what the figure plays or trains, for a guess that has it played out. */
  readonly play?: () => void;
  /** What a reader does to have the numbers computed, where it is not to move a control. */
  readonly toCompute?: string;
  /** The numbers shown, asked for when the reader takes them away. */
  readonly table: () => Table | Promise<Table>;
  /** A class of the figure's own. */
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** What every figure has around it: its parameters, its result, where the numbers come from, a link and its data. */
export function FigureFrame({
  figure,
  result,
  quiet = false,
  play,
  toCompute,
  table,
  class: own,
  children,
}: Props) {
  const { id, poster, ready, texts, problems, state, linkProblem, link, change } = figure;
  usePlayOut(figure, { result, isMoving: quiet, play });
  return (
    <div
      class={`figure-frame ${own ?? ''}`}
      data-state={wordOf(state)}
      data-ready={ready || undefined}
      aria-busy={state.computing}
    >
      {children}
      <p class="figure-result" aria-live={quiet ? 'off' : 'polite'}>
        {/* Another element once it rests: only what is new is announced, and what was said while it moved was not. */}
        <span key={quiet}>{result}</span>
      </p>
      <fieldset class="figure-controls" disabled={!ready}>
        <legend class="sr-only">What is computed</legend>
        <ParameterFields
          parameters={poster.parameters}
          texts={texts}
          problems={problems}
          onChange={change}
          newSeedLabel="New numbers"
        />
      </fieldset>
      <div class="figure-foot">
        <p class="figure-origin">{linkProblem ?? describeOrigin(state, toCompute)}</p>
        <fieldset class="figure-take" disabled={!ready}>
          <legend class="sr-only">Take it away</legend>
          <CopyLink link={`#${link}`} />
          <button
            type="button"
            class="button button-quiet"
            onClick={async () => saveText(`${id}.csv`, 'text/csv', writeCsv(await table()))}
          >
            Data as CSV
          </button>
        </fieldset>
      </div>
    </div>
  );
}
