import type { ComputedFigure } from '../../../../src/claims/figures/figure.ts';
import { posterOf } from '../../../../src/components/poster.ts';
import type { Poster } from '../../../../src/islands/figures/figure-state.ts';

/** A figure's poster at other values or another seed: its own computation, as the site is built with. */
export function aPoster(id: string, figure: ComputedFigure, seed = figure.seed): Poster {
  return posterOf(id, { ...figure, seed });
}
