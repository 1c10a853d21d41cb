import { initialValues } from '../claim/parameters.ts';
import type { TrainedFigure } from '../claims/figures/figure.ts';
import type { Poster } from '../islands/figures/figure-state.ts';
import { drawFigure } from '../runtime/draw-figure.ts';
import { openDevice } from '../runtime/ladder.ts';
import type { Records } from '../runtime/protocol.ts';

/** Opened once: pages are made side by side, and the library has one current backend. */
let opened: ReturnType<typeof openDevice> | undefined;

/** A figure of trainings as it is built: trained by the engine itself, on the cpu of the machine that builds the site. */
export async function trainedPosterOf(
  id: string,
  figure: TrainedFigure,
): Promise<{ poster: Poster; records: Records }> {
  const { parameters, views, seed } = figure;
  const values = initialValues({ ...parameters, ...views });
  opened ??= openDevice('cpu');
  const { device } = await opened;
  const { records = {} } = await drawFigure(figure, { values, seed }, device, { aborted: false }, () => {});
  return { poster: { id, parameters, views, values, seed, quantities: {} }, records };
}
