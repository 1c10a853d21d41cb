import { type Parameters, parseValue, SEED, type Values } from '../claim/parameters.ts';
import type { Figure } from '../claims/figures/figure.ts';

/** What a reader may expect, and what the figure then shows. */
export interface Choice {
  /** Words, with formulas between $…$. */
  readonly says: string;
  /** The figure's parameters and views by name, and `seed`; what is not named stays as the reader has it. */
  readonly sets: Values;
}

/** How many choices a guess has. */
const [FEWEST, MOST] = [2, 4] as const;

/**
 * What is wrong with an author's choices.
 * @returns a sentence, or null where a figure can play all of them out.
 */
export function problemOfChoices(choices: unknown, { parameters, views }: Figure): string | null {
  const all = Array.isArray(choices) ? (choices as readonly Partial<Choice>[]) : [];
  if (all.length < FEWEST || all.length > MOST) return `A guess has ${FEWEST} to ${MOST} choices.`;
  const declared: Parameters = { ...parameters, ...views, seed: SEED };
  for (const { says, sets = {} } of all) {
    if (!says) return 'A choice of a guess says nothing.';
    if (all.filter((other) => other.says === says).length > 1) return `Two choices say "${says}".`;
    if (Object.keys(sets).length === 0) return `The choice "${says}" sets nothing of the figure.`;
    for (const [name, value] of Object.entries(sets)) {
      const parameter = Object.hasOwn(declared, name) ? declared[name] : undefined;
      if (!parameter)
        return `The choice "${says}" sets "${name}"; the figure has ${Object.keys(declared).join(', ')}.`;
      const parsed = parseValue(parameter, String(value));
      if ('problem' in parsed) return `The choice "${says}" cannot be set: ${parsed.problem}`;
    }
  }
  return null;
}
