import type { AuthorProblem } from '../claim/author-error.ts';
import type { Evidence } from '../claim/evidence-schema.ts';

/** Where no error in a survey comes to this share of its bound, the claim must say why. */
export const LEAST_RATIO = 0.01;

/**
 * What is amiss with the width of a claim's bound, as its survey found it, and the property it is
 * about: a wide bound that is not explained, or an explanation of one that is not wide.
 */
export function widthProblem({ claim: id, survey }: Evidence): Omit<AuthorProblem, 'location'> | null {
  if (!survey || survey.ratio === null) return null;
  const { draws, ratio, wide } = survey;
  const found = `in ${draws} draws at the smallest sizes the largest error came to ${Number(ratio.toPrecision(2))} of its bound`;
  if (ratio < LEAST_RATIO && wide === null)
    return {
      name: 'WideBound',
      message: `The bound of "${id}" is wide, and nothing says why: ${found}.`,
      hint: `Write its formulas with fewer roundings, or say in \`wide\` why no error comes to ${LEAST_RATIO}.`,
    };
  if (ratio >= LEAST_RATIO && wide !== null)
    return {
      name: 'WideBound',
      message: `The claim "${id}" explains a wide bound that is not wide: ${found}.`,
      hint: 'Remove its `wide`.',
    };
  return null;
}
