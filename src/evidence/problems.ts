import type { AuthorProblem } from '../claim/author-error.ts';
import type { Evidence, Outcome } from '../claim/evidence-schema.ts';
import { UNDECIDED_REASONS } from '../claim/verdict.ts';
import { widthProblem } from './bound-width.ts';
import { type ClaimFile, locateProperty } from './claim-files.ts';
import type { RanFile, RanFiles } from './reporter.ts';
import { hintOn, syntaxFault } from './thrown.ts';
import { unknownSource } from './unknown-name.ts';

/** There is nothing to run: whatever else is green, nothing was verified. */
export const NO_CLAIMS: AuthorProblem = {
  name: 'NoClaims',
  message: 'There is no claim to judge, so nothing was verified.',
  hint: 'A claim is a file src/claims/part-*/ID.ts; `npm run new -- claim ID` writes a skeleton.',
};

/** What is amiss with a run as a whole: that there was nothing to run, or an error outside the claims. */
export function problemsOfRun(files: readonly ClaimFile[], ran: RanFiles): AuthorProblem[] {
  if (files.length === 0) return [NO_CLAIMS];
  return ran.faults.map(({ message }) => ({
    name: 'ClaimDoesNotRun',
    message: `The claims could not all be run: ${sentence(message)}`,
    hint: 'Repeat it with `npm run verify` and mend what it names.',
  }));
}

/**
 * What keeps a claim from being published.
 * @param ran what its file gave; undefined where it was not run.
 * @param keys every key of the bibliography.
 */
export function problemsOfFile(
  root: string,
  id: string,
  file: string,
  ran: RanFile | undefined,
  keys: readonly string[],
): AuthorProblem[] {
  if (ran?.finding) {
    const { property, ...problem } = ran.finding;
    return [{ ...problem, location: locateProperty(root, file, property) }];
  }
  const faults = (ran?.faults ?? []).map((fault): AuthorProblem => {
    const { message, line, column } = syntaxFault(root, file) ?? fault;
    return {
      name: 'ClaimDoesNotRun',
      message: `The claim "${id}" cannot be run: ${sentence(message)}`,
      hint: `${hintOn(message)}Mend it, and see with \`npm run verify -- ${id}\`.`,
      location: line === undefined ? locateProperty(root, file, '') : { file, line, column },
    };
  });
  const unknown = (ran?.sources ?? [])
    .filter((key) => !keys.includes(key))
    .map(
      (key): AuthorProblem => ({
        ...unknownSource(id, key, keys),
        location: locateProperty(root, file, 'sources'),
      }),
    );
  const judged = ran?.runs.flatMap((evidence) => problemOfEvidence(root, file, evidence) ?? []) ?? [];
  const problems = [...faults, ...judged, ...unknown];
  if (problems.length > 0 || (ran?.runs.length ?? 0) > 0 || ran?.isLeftOut) return problems;
  return [unjudged(root, { id, file })];
}

function unexpected(root: string, file: string, evidence: Evidence, published: string): AuthorProblem {
  const { claim: id, verdict, claimed } = evidence;
  return {
    name: 'UnexpectedResult',
    message: `The experiment "${id}" came out as ${verdict}, and its file publishes ${published}: ${describeOutcome(claimed)}, with ${describeDraw(evidence)}.`,
    hint: 'Publish what came out: set `published` to it, and let the prose follow.',
    location: locateProperty(root, file, 'published'),
  };
}

/** The property that a refuted claim of each kind is to be mended at. */
const CULPRIT: Record<Evidence['kind'], string> = {
  identity: 'left',
  witness: 'observe',
  trajectory: 'step',
  experiment: 'criteria',
};

/** A claim nothing is known of. */
export function unjudged(root: string, { id, file }: ClaimFile): AuthorProblem {
  return {
    name: 'UnjudgedClaim',
    message: `The claim "${id}" has no evidence: it was not judged.`,
    hint: `Judge it with \`npm run verify -- ${id}\`.`,
    location: locateProperty(root, file, ''),
  };
}

/**
 * What keeps one run from being published; null where the claim holds and its control is refuted. An
 * experiment may come out as it likes, but as its file says it did.
 */
export function problemOfEvidence(root: string, file: string, evidence: Evidence): AuthorProblem | null {
  const { claim: id, verdict, claimed, control, reason, published } = evidence;
  const isResult = verdict !== 'undecided' || reason === 'interval straddles';
  if (published && isResult && control.verdict === 'refuted')
    return published === verdict ? null : unexpected(root, file, evidence, published);
  if (verdict === 'refuted')
    return {
      name: 'RefutedClaim',
      message: `The claim "${id}" is refuted: ${describeOutcome(claimed)}, with ${describeDraw(evidence)}.`,
      hint: 'Mend the statement or its formulas; a claim that is false can be published as a control only.',
      location: locateProperty(root, file, CULPRIT[evidence.kind]),
    };
  if (reason === 'control not refuted')
    return {
      name: 'ControlNotRefuted',
      message: `The control of "${id}" was not refuted in ${count(control.trials, 'trial')}, so its check may be unable to fail (${describeDraw(evidence)}).`,
      hint: 'Choose a control that is false: the nearest falsehood to the statement.',
      location: locateProperty(root, file, 'control'),
    };
  if (verdict === 'undecided' || control.verdict !== 'refuted')
    return {
      name: 'UndecidedClaim',
      message: `The claim "${id}" is undecided: ${UNDECIDED_REASONS[reason ?? 'not finite']} (${describeDraw(evidence)}).`,
      hint:
        reason === 'precision too low'
          ? 'Lower the initial sizes among its parameters, or its degree, until integers stay exact.'
          : `See every number with \`npm run verify -- ${id} --json\`.`,
      location: locateProperty(root, file, reason === 'precision too low' ? 'parameters' : ''),
    };
  const width = widthProblem(evidence);
  return (
    width && { ...width, location: locateProperty(root, file, evidence.survey?.wide ? 'wide' : 'check') }
  );
}

function describeOutcome({ measurement, at }: Outcome): string {
  if (measurement?.type === 'margin') return `its margin is ${measurement.margin}, which is not positive`;
  if (measurement?.type === 'interval') {
    const { low, high, relation, threshold } = measurement;
    return `what it measures lies from ${low} to ${high}, where it must be ${relation} ${threshold}`;
  }
  if (!measurement || !at) return 'its check failed';
  return `at entry (${at.index}) of trial ${at.trial} the left side is ${at.left} and the right side ${at.right}, an error of ${measurement.error} where the bound is ${measurement.bound}`;
}

function describeDraw({ parameters, seed }: Evidence): string {
  return [...Object.entries(parameters), ['seed', seed]]
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** What was thrown, ended with a full stop. */
function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
