/** Where in an author's file something is amiss. */
export interface SourceLocation {
  /** Relative to the project's root. */
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number | undefined;
  /** Counted from 1. */
  readonly column?: number | undefined;
}

/** The faults an author can be told of; each has a sentence, a hint and a place. */
export type AuthorErrorName =
  | 'BrokenCitation'
  | 'BrokenTeX'
  | 'CircularUse'
  | 'ClaimDoesNotRun'
  | 'ControlNotRefuted'
  | 'ForeignEvidence'
  | 'IncompleteClaim'
  | 'MissingControl'
  | 'MissingSource'
  | 'NoClaims'
  | 'OutdatedEvidence'
  | 'RefutedClaim'
  | 'RepeatedLabel'
  | 'UndecidedClaim'
  | 'UnexpectedResult'
  | 'UnjudgedClaim'
  | 'UnknownClaim'
  | 'UnknownEquation'
  | 'UnknownSource'
  | 'UnknownTerm'
  | 'UnreadableEvidence'
  | 'UnsoundPremise'
  | 'WideBound'
  | 'WrongFileName';

/** An author's fault as data: it crosses threads, and is printed by whoever meets it. */
export interface AuthorProblem {
  readonly name: AuthorErrorName;
  /** What happened and why, one sentence. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly hint: string;
  readonly location?: SourceLocation | undefined;
}

/** An {@link AuthorProblem} thrown. */
export class AuthorError extends Error implements AuthorProblem {
  override readonly name: AuthorErrorName;
  readonly hint: string;
  readonly location: SourceLocation | undefined;

  constructor(problem: AuthorProblem) {
    super(problem.message);
    this.name = problem.name;
    this.hint = problem.hint;
    this.location = problem.location;
  }
}

/** Sentence, hint and place, as a terminal shows them. */
export function formatProblem({ name, message, hint, location }: AuthorProblem): string {
  const place = location
    ? [location.file, location.line, location.column].filter((part) => part !== undefined).join(':')
    : null;
  return [`${name}: ${message}`, `  hint: ${hint}`, ...(place ? [`  at:   ${place}`] : [])].join('\n');
}
