import { useState } from 'preact/hooks';
import { Term } from '../Term.tsx';
import {
  describeFold,
  describePadding,
  describePixel,
  describePlace,
  differsAt,
  marksOf,
  mostOf,
  type Place,
  sceneOf,
  tableOf,
  viewsFor,
} from './convolution-fold-state.ts';
import { FigureFrame } from './FigureFrame.tsx';
import type { Poster } from './figure-state.ts';
import { PixelGrid } from './PixelGrid.tsx';
import { useFigure } from './use-figure.ts';

/** A kernel, the shortcut on a tap of another, their sum, and an image both ways; the reader may move the tap. */
export function ConvolutionFold({ poster }: { poster: Poster }) {
  const figure = useFigure(poster);
  const [pointed, setPointed] = useState<Place | null>(null);
  const { quantities, computedFor } = figure.state;
  const views = pointed ? { ...figure.values, row: pointed[0], column: pointed[1] } : figure.values;
  const scene = sceneOf(quantities, computedFor.values, views);
  const { K, delta, sum, a, left, folded, difference } = scene.matrices;
  const [ofKernels, ofOutputs] = [mostOf(K, delta, sum), mostOf(left, folded)];
  const image = <Term symbol="a" />;
  const isStrided = scene.stride > 1;
  const skip = isStrided ? <Term symbol="Wr" /> : <Term symbol="I" />;
  const onTap = ([i, j]: Place) => (i === scene.tap[0] && j === scene.tap[1] ? 'tap' : '');
  const atOutput = (place: Place) =>
    [
      differsAt(scene, place) && 'differs',
      place[0] === scene.pixel[0] && place[1] === scene.pixel[1] && 'looked-at',
    ]
      .filter(Boolean)
      .join(' ');
  const pixels = figure.ready
    ? {
        at: scene.pixel,
        onChoose: ([row, column]: Place) => figure.changeAll({ row, column }),
        onPoint: setPointed,
      }
    : undefined;
  return (
    <FigureFrame
      figure={figure}
      result={describeFold(scene)}
      table={() => tableOf(scene)}
      class={`convolution ${isStrided ? 'convolution-strided' : ''}`}
    >
      <div class="convolution-line">
        <PixelGrid name="K" title={<i class="term">K</i>} rows={K} most={ofKernels} />
        <span class="convolution-sign" aria-hidden="true">
          +
        </span>
        <PixelGrid
          name="δ, the shortcut on one tap"
          title={
            <>
              <i class="term">δ</i>, {skip} on tap {describePlace(scene.tap)}
            </>
          }
          rows={delta}
          most={ofKernels}
          marksOf={onTap}
          choosing={
            figure.ready
              ? { at: scene.tap, onChoose: (tap) => figure.changeAll(viewsFor(tap, scene)) }
              : undefined
          }
        />
        <div class="convolution-sum">
          <span class="convolution-sign" aria-hidden="true">
            =
          </span>
          <PixelGrid
            name="K plus δ"
            title={<i class="term">K + δ</i>}
            rows={sum}
            most={ofKernels}
            marksOf={onTap}
          />
        </div>
      </div>
      <p class="convolution-note">{describePadding(scene)}</p>
      <fieldset class="figure-moves" disabled={!figure.ready}>
        <legend class="sr-only">Move the tap, or put it back</legend>
        <button
          type="button"
          class="button"
          disabled={K.length < 2}
          onClick={() => figure.changeAll({ down: scene.isMoved ? 0 : 1, right: 0 })}
        >
          {scene.isMoved ? 'Put the tap back' : 'Break it: move the tap'}
        </button>
      </fieldset>
      <div class="convolution-line">
        <PixelGrid
          name="a, the image"
          title={image}
          rows={a}
          most={mostOf(a)}
          marksOf={(place) => marksOf(scene, place)}
        />
        <PixelGrid
          name="With the shortcut"
          title={
            <>
              <i class="term">K</i> ∗ {image} + {isStrided && <>{skip} ∗ </>}
              {image}
            </>
          }
          rows={left}
          most={ofOutputs}
          marksOf={atOutput}
          choosing={pixels}
        />
        <PixelGrid
          name="Folded"
          title={
            <>
              <i class="term">(K + δ)</i> ∗ {image}
            </>
          }
          rows={folded}
          most={ofOutputs}
          marksOf={atOutput}
          choosing={pixels}
        />
        <PixelGrid
          name="Difference"
          title="difference"
          rows={difference}
          most={ofOutputs}
          marksOf={atOutput}
        />
      </div>
      <p class="convolution-note" aria-live={pointed ? 'off' : 'polite'}>
        {describePixel(scene)}
      </p>
    </FigureFrame>
  );
}
