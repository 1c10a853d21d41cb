import type { Evidence, Outcome } from '../claim/evidence-schema.ts';
import { UNDECIDED_REASONS } from '../claim/verdict.ts';
import type { DeviceReport, Progress } from '../runtime/protocol.ts';
import type { RunnerState } from './claim-runner-state.ts';
import { BACKEND_NAMES, type VerdictWord } from './evidence-column.ts';
import { counted, describeCriterion, describeInterval, formatApart, formatNumber } from './number-format.ts';

/** What a card says in one breath: the word, and the sentence that is read aloud when it appears. */
export interface Saying {
  readonly verdict: VerdictWord | null;
  readonly word: string;
  readonly sentence: string;
}

const BEFORE: Saying = {
  verdict: null,
  word: '',
  sentence: '“Verify” runs this claim’s own program on your device, and the false version after it.',
};

/**
 * The sentence for a state; empty while running, when the progress speaks.
 * @param ciVerdict what CI found, because a device that contradicts it must be told of it.
 */
export function sayingOf(state: RunnerState, ciVerdict: VerdictWord): Saying {
  switch (state.phase) {
    case 'running':
      return { verdict: null, word: '', sentence: '' };
    case 'failed':
      return { verdict: null, word: 'Not run', sentence: state.sentence };
    case 'idle':
      if (state.falsehood) return sayingOfFalsehood(state.falsehood);
      return state.stopped ? { ...BEFORE, sentence: 'Stopped. Nothing follows from a stopped run.' } : BEFORE;
    case 'done': {
      const { run } = state;
      if (!run.evidence) return { verdict: 'undecided', word: 'Undecided', sentence: run.sentence };
      return sayingOfEvidence(run.evidence, ciVerdict);
    }
  }
}

/** The sentence for a whole run of a claim. */
export function sayingOfEvidence(evidence: Evidence, ciVerdict: VerdictWord): Saying {
  const { verdict, reason, claimed } = evidence;
  if (verdict === 'undecided') {
    const why = UNDECIDED_REASONS[reason ?? 'not finite'];
    return { verdict, word: 'Undecided', sentence: `Nothing follows from this run: ${why}.` };
  }
  if (verdict === 'refuted') {
    const contradiction =
      ciVerdict === 'holds'
        ? ' CI found that this holds; so suspect this device, its browser or this site before the statement, and please report it.'
        : '';
    return { verdict, word: 'Refuted', sentence: `${describeRefutation(claimed)}${contradiction}` };
  }
  return {
    verdict,
    word: 'Holds',
    sentence: `${describePass(evidence)} The false version was refuted on the same device.`,
  };
}

function describePass({ claimed }: Evidence): string {
  const { measurement, trials } = claimed;
  if (measurement?.type === 'margin')
    return `The margin is ${formatNumber(measurement.margin)}, which is positive.`;
  if (measurement?.type === 'interval')
    return `Every criterion was met over ${counted(trials, 'seed')}: an experiment, which proves nothing beyond this task and size.`;
  const times = `in ${trials === 1 ? 'one trial' : `each of ${counted(trials, 'trial')}`}`;
  if (measurement?.bound === 0) return `Both sides were exactly equal, ${times}.`;
  return `The sides differ by no more than rounding can cause, ${times}.`;
}

/** What refuted a statement: the entry with its two numbers, or the margin. */
function describeRefutation({ measurement, at }: Outcome): string {
  if (measurement?.type === 'margin')
    return `The margin is ${formatNumber(measurement.margin)}, which is not positive.`;
  if (measurement?.type === 'interval')
    return `${describeInterval(measurement)}, where the criterion is ${describeCriterion(measurement)}.`;
  if (!measurement || !at) return 'The two sides differ.';
  const [left, right] = formatApart(at.left, at.right);
  const [row = 0, column = 0] = at.index;
  const allowed =
    measurement.bound === 0
      ? 'nothing but 0 is allowed'
      : `rounding can cause ${formatNumber(measurement.bound)} at most`;
  return `In trial ${at.trial + 1}, row ${row + 1}, column ${column + 1}, the left side is ${left} and the right side ${right}: they differ by ${formatNumber(measurement.error)}, and ${allowed}.`;
}

function sayingOfFalsehood(
  falsehood: NonNullable<Extract<RunnerState, { phase: 'idle' }>['falsehood']>,
): Saying {
  if (!falsehood.outcome)
    return { verdict: 'undecided', word: 'False version undecided', sentence: falsehood.sentence };
  const { verdict, reason } = falsehood.outcome;
  if (verdict === 'refuted')
    return {
      // No mark: the one of a refutation would look like a fault.
      verdict: null,
      word: 'False version refuted, as it must be',
      sentence: describeRefutation(falsehood.outcome),
    };
  if (verdict === 'holds')
    return {
      verdict: 'undecided',
      word: 'False version not refuted',
      sentence: 'The check could not tell true from false here, so passing it would mean nothing.',
    };
  return {
    verdict,
    word: 'False version undecided',
    sentence: `Nothing follows from this run: ${UNDECIDED_REASONS[reason ?? 'not finite']}.`,
  };
}

/** Progress in words. */
export function describeProgress(progress: Progress | null): string {
  if (!progress || progress.phase === 'loading') return 'Loading the code …';
  if (progress.phase === 'waiting') return 'The code could not be loaded; it is asked for again …';
  if (progress.phase === 'opening') return 'Opening the device; shaders compile at first use …';
  const { done, total } = progress;
  // Only a training is told of while it is under way.
  if (!Number.isInteger(done)) return `Training: ${Math.floor((100 * done) / total)} % done`;
  return done === 0 ? 'First trial …' : `Trial ${done} of ${total}`;
}

/** Why a better backend was not used; empty where none was tried in vain. */
export function describeAttempts({ tried, backend }: DeviceReport): string[] {
  return tried.map(
    (attempt) =>
      `${BACKEND_NAMES[attempt.backend]} was not used, and ${BACKEND_NAMES[backend]} was: ${attempt.problem}`,
  );
}
