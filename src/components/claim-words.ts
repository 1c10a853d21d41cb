import { type Check, checkOf } from '../claim/check.ts';
import type { Claim } from '../claim/claim.ts';
import type { Evidence } from '../claim/evidence-schema.ts';
import type { HostFinding } from '../evidence/host-finding.ts';
import { counted, formatNumber } from '../islands/number-format.ts';

/** A word for readers, and what it promises them: a sentence or two. */
interface Meaning {
  readonly word: string;
  readonly means: string;
}

const KINDS: Record<Claim['kind'], Meaning> = {
  identity: { word: 'Identity', means: 'Two expressions are equal for all inputs; random inputs test it.' },
  witness: {
    word: 'Witness',
    means: 'Something exists, or a general statement fails: one exact input shows it.',
  },
  trajectory: {
    word: 'Trajectory',
    means: 'Two training runs are one and the same run; each of its steps is tested.',
  },
  experiment: {
    word: 'Experiment',
    means: 'On this task, at this size, this happens. Nothing follows for other tasks or sizes.',
  },
};

const CHECKS: Record<Check, Meaning> = {
  exact: {
    word: 'exact',
    means:
      'Computed in integers, where nothing is rounded, and compared for equality. A witness is proved by that; for an identity the evidence bounds the probability that a false one would pass.',
  },
  rounded: {
    word: 'within a derived bound',
    means:
      'Computed in floating point: the two sides may differ by what rounding can cause in these very formulas, and by no more.',
  },
  interval: {
    word: 'measured, not proved',
    means: 'A 95 % confidence interval over seeds must lie on one side of a criterion that was fixed before.',
  },
};

/** A claim's kind and how it is judged, in a reader's words. */
export function kindOf(claim: Claim): string {
  return `${KINDS[claim.kind].word}, ${CHECKS[checkOf(claim)].word}`;
}

/** The same as a key, for addresses. */
export function kindKeyOf(claim: Claim): string {
  return `${claim.kind}-${checkOf(claim)}`;
}

/** What the words of {@link kindOf} mean: those of the kinds and checks that these claims have, and "cited". */
export function legendOf(claims: readonly Claim[]): Meaning[] {
  const kinds = new Set(claims.map(({ kind }) => kind));
  const checks = new Set(claims.map(checkOf));
  return [
    ...Object.entries(KINDS).filter(([kind]) => kinds.has(kind as Claim['kind'])),
    ...Object.entries(CHECKS).filter(([check]) => checks.has(check as Check)),
  ]
    .map(([, meaning]) => meaning)
    .concat(CITED);
}

const CITED: Meaning = {
  word: 'cited',
  means:
    'Where a card says “After”, it names where a statement comes from. What stands there is not checked here.',
};

/** What a run of the claim measures. */
export function measureOf(claim: Claim): string {
  if (claim.kind === 'witness') return 'Margin';
  return { exact: 'Difference', rounded: 'Largest error', interval: 'Interval' }[checkOf(claim)];
}

/** How close errors come to their bound, as a survey found; TeX between $…$. */
export function describeSurvey({ draws, ratio, wide }: NonNullable<Evidence['survey']>): string {
  const found = `in ${counted(draws, 'draw')} at the smallest sizes the largest error came to ${formatNumber(ratio, 2)} of its bound`;
  return wide ? `${found}: ${wide}` : found;
}

/** What the host found of a claim that no device is asked for; TeX between $…$. */
export function describeHost({ says, networks, found, relation, allowed }: HostFinding): string {
  const of = `${says}, by all eigenvalues of the whole Hessian of ${counted(networks, 'network')}`;
  return relation === 'is'
    ? `${of}, differs from $1$ by ${formatNumber(Math.abs((found ?? Number.NaN) - 1), 2)} at most; rounding alone may cause ${formatNumber(allowed, 2)}`
    : `${of}, is ${formatNumber(found, 3)} or more; it must be $1$ or more`;
}
