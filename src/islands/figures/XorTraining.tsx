import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Chart } from './Chart.tsx';
import { FigureFrame } from './FigureFrame.tsx';
import type { Poster } from './figure-state.ts';
import { PlayBar } from './PlayBar.tsx';
import { StepCount } from './StepCount.tsx';
import { type Pace, useSteps } from './use-steps.ts';
import { BLOCKS, chartOf, describeTraining, hasSurfaces, readingsOf, tableOf } from './xor-training-state.ts';

interface Props {
  readonly poster: Poster;
  /** The charts as they were drawn at build. */
  readonly T1?: ComponentChildren;
  readonly T2?: ComponentChildren;
  readonly two?: ComponentChildren;
}

const PACE: Pace = { frame: 4, jump: 1_000, request: 20 };

/** Three blocks that learn XOR before the reader's eyes, each as a surface over its two inputs. */
export function XorTraining({ poster, ...drawn }: Props) {
  const figure = useSteps(poster, PACE);
  const { steps, walkingTo, player } = figure;
  const { quantities } = figure.state;
  const specs = useMemo(() => BLOCKS.map(({ key }) => chartOf(quantities, key)), [quantities]);
  const isLive = figure.touched && hasSurfaces(quantities);
  return (
    <FigureFrame
      figure={figure}
      result={describeTraining(quantities, steps)}
      quiet={player.playing}
      table={() => tableOf(quantities, steps)}
    >
      <fieldset class="figure-moves" disabled={!figure.ready}>
        <legend class="sr-only">Train the three blocks</legend>
        <PlayBar player={player} stepLabel="One step" />
        <StepCount steps={steps} walkingTo={walkingTo} />
      </fieldset>
      <div class="surfaces">
        {BLOCKS.map(({ key, formula }, i) => {
          const spec = specs[i];
          return (
            <div key={key}>
              <p class="surface-name">{formula}</p>
              {spec && <Chart spec={spec} poster={drawn[key]} live={isLive} legend={false} />}
            </div>
          );
        })}
      </div>
      <table class="readings">
        <thead>
          <tr>
            <th scope="col">x</th>
            <th scope="col">class</th>
            <th scope="col">T1</th>
            <th scope="col">T2</th>
            <th scope="col">two layers</th>
          </tr>
        </thead>
        <tbody>
          {readingsOf(quantities).map(({ point, wanted, given }) => (
            <tr key={point}>
              <th scope="row">{point}</th>
              <td>{wanted}</td>
              {given.map(({ text, isRight }, i) => (
                <td key={i}>
                  {text} <span aria-hidden="true">{isRight ? '✓' : '✗'}</span>
                  <span class="sr-only">{isRight ? 'right' : 'wrong'}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </FigureFrame>
  );
}
