import type { AuthorErrorName, AuthorProblem } from '../claim/author-error.ts';
import { type Claim, type Experiment, inCase } from '../claim/claim.ts';
import { casesOf, type Values } from '../claim/parameters.ts';
import { PROPERTIES } from './claim-properties.ts';
import { didYouMean } from './did-you-mean.ts';
import { piecesOf, texProblem } from './tex.ts';

/** A problem with the property it is about; whoever knows the file turns that into a line. */
export type Finding = Omit<AuthorProblem, 'location'> & { readonly property: string };

/**
 * What a claim must have before it is worth judging. TypeScript says most of it while one types;
 * Vitest and the build do not type-check, so it is said again here.
 * @returns the first fault found, or null.
 */
export function auditClaim(id: string, claim: Partial<Claim> | undefined): Finding | null {
  if (!claim?.kind)
    return finding(
      'IncompleteClaim',
      '',
      `The file of "${id}" does not export a claim by default.`,
      'End it with `export default defineIdentity({ … })` or `defineWitness`.',
    );
  const unknown = unknownProperty(id, claim as Claim);
  if (unknown) return unknown;
  if (!claim.title)
    return finding(
      'IncompleteClaim',
      'title',
      `The claim "${id}" has no title.`,
      'Give it a `title`: the proposition in words.',
    );
  if (!claim.statement)
    return finding(
      'IncompleteClaim',
      'statement',
      `The claim "${id}" has no statement.`,
      'Give it a `statement`: the proposition in TeX, without dollar signs.',
    );
  if (!claim.hypotheses?.length)
    return finding(
      'IncompleteClaim',
      'hypotheses',
      `The claim "${id}" names no hypothesis.`,
      'List in `hypotheses` what must be true for the statement to be.',
    );
  if (!claim.sources?.length)
    return finding(
      'MissingSource',
      'sources',
      `The claim "${id}" names no source.`,
      'List in `sources` at least one key of content/references.bib.',
    );
  const control: Partial<Claim['control']> | undefined = claim.control;
  if (!control?.says)
    return finding(
      'MissingControl',
      'control',
      `The claim "${id}" has no control, so nothing shows that its check can fail.`,
      'Add `control: { says: …, right: … }` with the nearest false statement.',
    );
  if (claim.kind === 'experiment') {
    const wanting = experimentFinding(id, claim);
    if (wanting) return wanting;
  }
  if (Object.keys(control).length < 2)
    return finding(
      'MissingControl',
      'control',
      `The control of "${id}" changes nothing: it is the claim itself.`,
      'Give the control a `left`, `right`, `draw` or `observe` of its own.',
    );
  return texFinding(id, claim as Claim);
}

/** A name misspelt is the reason why another is missing; and what is neither exact nor rounded would be checked as neither. */
function unknownProperty(id: string, claim: Claim): Finding | null {
  const known = PROPERTIES[claim.kind] ?? [];
  const name = Object.keys(claim).find((name) => !known.includes(name));
  if (name !== undefined)
    return finding(
      'IncompleteClaim',
      name,
      `The claim "${id}" has a property "${name}", which is none of ${claim.kind === 'witness' ? 'a' : 'an'} ${claim.kind}’s.`,
      `${didYouMean(name, known)}It has ${known.filter((other) => other !== 'kind').join(', ')}.`,
    );
  if (claim.kind === 'identity' && claim.check !== 'exact' && claim.check !== 'rounded')
    return finding(
      'IncompleteClaim',
      'check',
      `The claim "${id}" is checked as "${claim.check}", and a check is exact or rounded.`,
      "Set `check` to 'exact' where both sides are polynomials, else to 'rounded'.",
    );
  return null;
}

/** An experiment's interval needs seeds, and its criteria must stand before it is run. */
const LEAST_SEEDS = 16;

function experimentFinding(id: string, claim: Partial<Experiment>): Finding | null {
  const { seeds, criteria, published, parameters = {} } = claim;
  const inEach = (says: (values: Values) => unknown) => casesOf(parameters).every(says);
  if (!criteria || !inEach((values) => inCase(criteria, values).length > 0))
    return finding(
      'IncompleteClaim',
      'criteria',
      `The experiment "${id}" has no criterion.`,
      'List in `criteria` what must be found, before it is run.',
    );
  if (!published || !inEach((values) => inCase(published, values)))
    return finding(
      'IncompleteClaim',
      'published',
      `The experiment "${id}" does not say what it found.`,
      'Set `published` to the verdict that the prose tells: holds, refuted or undecided.',
    );
  if (!((seeds ?? 0) >= LEAST_SEEDS))
    return finding(
      'IncompleteClaim',
      'seeds',
      `The experiment "${id}" has too few seeds for an interval.`,
      `Set \`seeds\` to ${LEAST_SEEDS} at least.`,
    );
  return null;
}

function texFinding(id: string, claim: Claim): Finding | null {
  const sentences: [string, string][] = [
    ...claim.hypotheses.map((sentence): [string, string] => ['hypotheses', sentence]),
    ['control', claim.control.says],
    ...(claim.kind === 'witness' ? [['marginIs', claim.marginIs] as [string, string]] : []),
    ...('wide' in claim && claim.wide ? [['wide', claim.wide] as [string, string]] : []),
  ];
  for (const [property, sentence] of sentences)
    if (sentence.split('$').length % 2 === 0)
      return finding(
        'BrokenTeX',
        property,
        `A formula in the ${property} of "${id}" does not end: "${sentence}" has an odd number of dollar signs.`,
        'Put a dollar sign before each formula and one after it.',
      );
  const formulas = [
    ['statement', claim.statement] as const,
    ...sentences.flatMap(([property, sentence]) => formulasIn(property, sentence)),
  ];
  for (const [property, tex] of formulas) {
    const problem = texProblem(tex);
    if (problem)
      return finding(
        'BrokenTeX',
        property,
        `KaTeX rejects a formula in the ${property} of "${id}": ${problem}.`,
        'Mend the formula; `String.raw` keeps its backslashes.',
      );
  }
  return null;
}

const formulasIn = (property: string, sentence: string): [string, string][] =>
  piecesOf(sentence)
    .filter(({ isTeX }) => isTeX)
    .map(({ text }) => [property, text]);

function finding(name: AuthorErrorName, property: string, message: string, hint: string): Finding {
  return { name, property, message, hint };
}
