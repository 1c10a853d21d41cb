import type { AuthorProblem } from '../claim/author-error.ts';
import { BIBLIOGRAPHY } from './bibliography.ts';
import { didYouMean } from './did-you-mean.ts';
import type { Problem } from './problem.ts';

/** That no claim has this id, with the nearest one that there is. */
export function unknownClaim(id: string, known: readonly string[]): AuthorProblem {
  return {
    name: 'UnknownClaim',
    message: `No claim is named "${id}".`,
    hint: `${didYouMean(id, known)}A claim's id is its file name under src/claims/.`,
  };
}

/** That a claim uses another which does not exist, with the nearest one that does. */
export function unknownPremise(id: string, premise: string, known: readonly string[]): AuthorProblem {
  return {
    name: 'UnknownClaim',
    message: `The claim "${id}" uses "${premise}", and no claim is named so.`,
    hint: `${didYouMean(premise, known)}A claim's id is its file name under src/claims/.`,
  };
}

/** That a claim names a source which the bibliography has not, with the nearest one that it has. */
export function unknownSource(id: string, key: string, known: readonly string[]): AuthorProblem {
  return {
    name: 'UnknownSource',
    message: `The claim "${id}" names the source "${key}", which is not in ${BIBLIOGRAPHY}.`,
    hint: `${didYouMean(key, known)}A source is named by its key in that file.`,
  };
}

/** That an article cites a source which the bibliography has not, with the nearest key that it has. */
export function unknownCitation(key: string, known: readonly string[]): AuthorProblem {
  return {
    name: 'UnknownSource',
    message: `The source "${key}" is cited, and is not in ${BIBLIOGRAPHY}.`,
    hint: `${didYouMean(key, known)}A source is named by its key in that file.`,
  };
}

/** That an article refers to an equation which it has not, with the nearest label that it has. */
export function unknownEquation(label: string, known: readonly string[]): AuthorProblem {
  return {
    name: 'UnknownEquation',
    message: `No equation of this article is labelled "${label}".`,
    hint: `${didYouMean(label, known)}A label stands in the formula: \\label{eq:fold}.`,
  };
}

/** That an article uses a term which the glossary has not, with the nearest that it has. */
export function unknownTerm(term: string, known: readonly string[]): AuthorProblem {
  return {
    name: 'UnknownTerm',
    message: `The glossary has no term "${term}".`,
    hint: `${didYouMean(term, known)}Terms are defined in src/apparatus/glossary.ts.`,
  };
}

/** That an article uses a component which is not there, with the nearest that is. */
export function unknownComponent(name: string, known: readonly string[]): Problem {
  return {
    name: 'UnknownComponent',
    message: `No component is named "${name}".`,
    hint: `${didYouMean(name, known)}Figures and <Claim> need no import line; any other component does.`,
  };
}
