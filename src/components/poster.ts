import { initialValues } from '../claim/parameters.ts';
import { boundedInputs, runningErrorOps } from '../claim/running-error.ts';
import { HOST_ARITHMETIC } from '../claim/trial.ts';
import { type ComputedFigure, unfold } from '../claims/figures/figure.ts';
import { type Poster, quantitiesOf } from '../islands/figures/figure-state.ts';

/**
 * A figure as it is built: its own computation at its initial values and seed, in float64 on the
 * machine that builds the site.
 * @param steps how far it has unfolded, where it does.
 */
export function posterOf(id: string, figure: ComputedFigure, steps = 0): Poster {
  const { parameters, views, seed } = figure;
  const values = initialValues({ ...parameters, ...views });
  const ops = runningErrorOps(HOST_ARITHMETIC);
  const state = unfold(ops, figure, boundedInputs(figure.draw(values, seed)), values, steps);
  return {
    id,
    parameters,
    views,
    values,
    seed,
    quantities: quantitiesOf(figure.compute(ops, state, values)),
  };
}
