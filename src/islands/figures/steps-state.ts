import type { Tensors } from '../../claims/figures/figure.ts';
import type { Poster, Settings } from './figure-state.ts';

/** Where to go: this many steps from the start of these settings. */
export interface Goal {
  readonly settings: Settings;
  readonly steps: number;
}

/** Where one is: the state there, or null for the start, which the worker draws. */
export interface Reached extends Goal {
  readonly state: Tensors | null;
}

/** Where the way to a goal begins: at what was reached, if it is on the way, and else at the start. */
export function startOf(goal: Goal, reached: Reached | null, { views }: Poster): Reached {
  const isOnTheWay =
    reached !== null &&
    reached.steps <= goal.steps &&
    reached.settings.seed === goal.settings.seed &&
    Object.entries(goal.settings.values).every(
      ([name, value]) => Object.hasOwn(views, name) || reached.settings.values[name] === value,
    );
  return isOnTheWay ? reached : { ...goal, steps: 0, state: null };
}

/**
 * The last step there is: the most that the figure's view `steps` may be.
 * @throws {TypeError} where it declares none.
 */
export function lastStepOf({ views }: Poster): number {
  const { steps } = views;
  if (steps?.type !== 'integer') throw new TypeError('A figure that unfolds declares a view named "steps".');
  return steps.max;
}
