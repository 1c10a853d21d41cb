import type { AuthorProblem } from '../claim/author-error.ts';
import { type ClaimFile, locateProperty } from './claim-files.ts';
import { findCircles } from './claim-graph.ts';
import type { ClaimReport } from './report.ts';
import { unknownPremise } from './unknown-name.ts';

/**
 * What is amiss with the claims that claims take for granted: one that does not exist, a circle, or
 * one that does not hold, on which nothing can rest.
 * @param files every claim there is.
 * @param claims those that were judged; premises that were not among them are not looked at.
 */
export function problemsOfUses(
  root: string,
  files: readonly ClaimFile[],
  claims: readonly ClaimReport[],
): AuthorProblem[] {
  const ids = files.map(({ id }) => id);
  const reports = new Map(claims.map((claim) => [claim.id, claim]));
  const at = (id: string) => locateProperty(root, reports.get(id)?.file ?? '', 'uses');
  const named = claims.flatMap(({ id, uses }) => uses.map((premise) => ({ id, premise })));
  const unknown = named
    .filter(({ premise }) => !ids.includes(premise))
    .map(({ id, premise }) => ({ ...unknownPremise(id, premise, ids), location: at(id) }));
  const circles = findCircles(claims).map((circle) => ({
    ...circular(circle),
    location: at(circle[0] as string),
  }));
  const unsound = named.flatMap(({ id, premise }) => {
    const report = reports.get(premise);
    // One that could not even be run has a problem of its own, which says more.
    if (!report || report.runs.length === 0 || report.verdict === 'holds' || premise === id) return [];
    return [{ ...unsoundPremise(id, report), location: at(id) }];
  });
  return [...unknown, ...circles, ...unsound];
}

function circular(circle: readonly string[]): AuthorProblem {
  const [first] = circle;
  return {
    name: 'CircularUse',
    message:
      circle.length === 1
        ? `The claim "${first}" uses itself.`
        : `Claims use one another in a circle: ${[...circle, first].join(' → ')}.`,
    hint: 'What an argument takes for granted must stand without it: take one of these out of `uses`.',
  };
}

function unsoundPremise(id: string, { id: premise, verdict, runs }: ClaimReport): AuthorProblem {
  const isPublished = runs.some(({ published }) => published === verdict);
  return {
    name: 'UnsoundPremise',
    message: `The claim "${id}" cannot be published as holding: it uses "${premise}", which is ${verdict}.`,
    hint: isPublished
      ? 'An experiment can be taken for granted only where it is published as holding: argue without it.'
      : `Mend "${premise}", or argue without it and take it out of \`uses\`.`,
  };
}
