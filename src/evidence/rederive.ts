import { isDeepStrictEqual } from 'node:util';
import type { Evidence, Outcome } from '../claim/evidence-schema.ts';
import { verdictOf } from '../claim/trial.ts';
import { conclude, judge, type Measurement, type Verdict } from '../claim/verdict.ts';
import { falsePassExponent } from '../numerics/schwartz-zippel.ts';
import { isAsSaid } from './host-finding.ts';

/** What a claim of each kind measures. */
const MEASURES: Record<Evidence['kind'], Measurement['type']> = {
  identity: 'difference',
  trajectory: 'difference',
  witness: 'margin',
  experiment: 'interval',
};

/**
 * True where everything in a run's evidence that follows from its numbers does follow from them: the
 * verdicts of check, control and run, an experiment's from its findings, an error from the two numbers
 * it lies between, and the bound on a false pass. That the numbers are those of a run it cannot tell.
 */
export function agreesWithItself(evidence: Evidence): boolean {
  const { kind, verdict, reason, claimed, control } = evidence;
  return (
    [claimed, control].every((outcome) => follows(evidence, outcome)) &&
    isDeepStrictEqual(
      conclude(verdictOf(claimed), verdictOf(control)),
      verdictOf({ ...claimed, verdict, reason }),
    ) &&
    falsePassFollows(evidence) &&
    (evidence.host ?? []).every(isAsSaid) &&
    (kind !== 'experiment' || findingsDecide(evidence))
  );
}

function follows({ kind, check }: Evidence, outcome: Outcome): boolean {
  const { measurement, at } = outcome;
  const given = verdictOf(outcome);
  // A device may be lost or at fault whatever was measured.
  if (given.verdict === 'undecided' && given.reason !== 'interval straddles') return true;
  if (measurement?.type !== MEASURES[kind]) return false;
  if (measurement.type === 'difference') {
    if (check === 'exact' && measurement.bound !== 0) return false;
    if (!at || Math.abs(numberOf(at.left) - numberOf(at.right)) !== measurement.error) return false;
  }
  return isDeepStrictEqual(judged(measurement), given);
}

/** The verdict on a measurement as JSON has it, with null for what was not finite. */
function judged(measurement: NonNullable<Outcome['measurement']>): Verdict {
  switch (measurement.type) {
    case 'difference': {
      const { type, error, bound } = measurement;
      return judge({ type, error: numberOf(error), bound: numberOf(bound) });
    }
    case 'margin':
      return judge({ type: 'margin', margin: numberOf(measurement.margin) });
    case 'interval': {
      const { estimate, low, high } = measurement;
      return judge({
        ...measurement,
        estimate: numberOf(estimate),
        low: numberOf(low),
        high: numberOf(high),
      });
    }
  }
}

/** The first finding that does not hold decides, a refuted one before an undecided. */
function findingsDecide({ findings, claimed }: Evidence): boolean {
  // A device that was lost or at fault found nothing.
  if (claimed.verdict === 'undecided' && claimed.reason !== 'interval straddles' && findings === null)
    return true;
  const found = findings ?? [];
  const rejudged = found.map(({ estimate, low, high, relation, threshold }) => {
    const interval = { type: 'interval', estimate, low, high, relation, threshold } as const;
    return { interval, verdict: judged(interval).verdict };
  });
  const deciding =
    rejudged.find(({ verdict }) => verdict === 'refuted') ??
    rejudged.find(({ verdict }) => verdict === 'undecided') ??
    rejudged[0];
  return (
    rejudged.every(({ verdict }, i) => verdict === found[i]?.verdict) &&
    deciding?.verdict === claimed.verdict &&
    isDeepStrictEqual(deciding.interval, claimed.measurement)
  );
}

function falsePassFollows({ kind, check, claimed, falsePass }: Evidence): boolean {
  if (kind !== 'identity' || check !== 'exact' || claimed.verdict !== 'holds') return falsePass === null;
  if (falsePass === null) return false;
  const { degree, setSize, exponent } = falsePass;
  return setSize > 0 && exponent === falsePassExponent(degree, setSize, claimed.trials);
}

function numberOf(x: number | null): number {
  return x ?? Number.NaN;
}
