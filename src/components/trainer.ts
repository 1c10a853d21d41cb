import { initialValues } from '../claim/parameters.ts';
import { loadFigure } from '../claims/figures/registry.ts';
import { draw } from '../runtime/draw-figure.ts';
import { openDevice } from '../runtime/ladder.ts';
import type { Records } from '../runtime/protocol.ts';

/**
 * Trains what a figure shows at its initial values, by the engine itself on the cpu.
 * @throws {Error} where no figure has this name.
 */
export async function trainFigure(id: string): Promise<Records> {
  const { parameters, seed } = (await loadFigure(id)) ?? {};
  const { device } = await openDevice('cpu');
  const request = { figure: id, values: initialValues(parameters ?? {}), seed: seed ?? 0 };
  const { records = {} } = await draw(request, device, { aborted: false }, () => {});
  return records;
}
