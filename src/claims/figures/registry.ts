/// <reference types="vite/types/importMeta.d.ts" />
import { idOf } from '../registry.ts';
import type { Figure } from './figure.ts';

/** Every figure there is: one file is one figure, and its id is the file's base name. */
const MODULES = import.meta.glob<{ readonly default: Figure }>(['./*.ts', '!./figure.ts', '!./registry.ts']);

const PATHS = new Map(Object.keys(MODULES).map((path) => [idOf(path), path]));

/** Every figure's id. */
export const FIGURE_IDS: readonly string[] = [...PATHS.keys()];

/**
 * Loads a figure's computation.
 * @returns it, or undefined where none has this name.
 */
export async function loadFigure(id: string): Promise<Figure | undefined> {
  const path = PATHS.get(id);
  return path === undefined ? undefined : (await MODULES[path]?.())?.default;
}
