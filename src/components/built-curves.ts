import { loadFigure } from '../claims/figures/registry.ts';
import { type Curve, curvesOf, shortened } from '../islands/figures/depth-curves-state.ts';
import type { Poster } from '../islands/figures/figure-state.ts';
import { trainedPosterOf } from './training-poster.ts';

/** The figure's id. */
export const CURVES = 'depth-curves';

/** The depth lab as it is built. */
export interface BuiltCurves {
  readonly poster: Poster;
  readonly curves: readonly Curve[];
}

let built: Promise<BuiltCurves> | undefined;

/** Trains what the depth lab shows, once in a build: the page shows the last record, and a file beside it has them all. */
export function builtCurves(): Promise<BuiltCurves> {
  built ??= train();
  return built;
}

async function train(): Promise<BuiltCurves> {
  const figure = await loadFigure(CURVES);
  if (!figure || !('plans' in figure)) throw new Error(`No figure of trainings is named "${CURVES}".`);
  const { poster, records } = await trainedPosterOf(CURVES, figure);
  return { poster, curves: shortened(curvesOf(records)) };
}
