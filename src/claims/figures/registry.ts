import type { Figure } from './figure.ts';

const MODULES: Record<string, () => Promise<{ readonly default: Figure }>> = {
  fold: () => import('./fold.ts'),
};

/** Every figure's id. */
export const FIGURE_IDS: readonly string[] = Object.keys(MODULES);

/**
 * Loads a figure's computation.
 * @returns it, or undefined where none has this name.
 */
export async function loadFigure(id: string): Promise<Figure | undefined> {
  return Object.hasOwn(MODULES, id) ? (await MODULES[id]?.())?.default : undefined;
}
