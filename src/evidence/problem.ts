import { type AuthorErrorName, type AuthorProblem, formatProblem } from '../claim/author-error.ts';
import { type ErrorName, pageOf } from './errors/table.ts';

/** An author's problem of any name that has a page. */
export interface Problem extends Omit<AuthorProblem, 'name'> {
  readonly name: ErrorName;
}

/** Sentence, hint, place and page, as a terminal shows them. */
export function describeProblem(problem: Problem): string {
  // What is below knows the names of claims' problems only, and prints any.
  const name = problem.name as AuthorErrorName;
  return `${formatProblem({ ...problem, name })}\n  page: ${pageOf(problem.name)}`;
}
