import { describeProgress, type Saying } from './claim-sentences.ts';
import type { Shown } from './use-unhurried.ts';
import { VerdictMark } from './VerdictMark.tsx';

interface Props {
  readonly shown: Shown;
  readonly saying: Saying;
  /** What a link asked for and could not have. */
  readonly notice: string | null;
  readonly onStop: () => void;
}

/** Progress while a claim runs, its result after; the two share one place of a reserved height. */
export function RunStatus({ shown: { state, run }, saying, notice, onStop }: Props) {
  const progress = state.phase === 'running' ? state.progress : null;
  const counted = progress?.phase === 'running' && progress.total > 0 ? progress : null;
  return (
    <div class="run-status" data-word={saying.verdict ?? undefined}>
      <div aria-live="polite">
        {notice && <p>{notice}</p>}
        {saying.sentence && (
          // Another run's result is another paragraph, which is read aloud though it says the same.
          <p key={run}>
            {saying.word && (
              <strong>
                {saying.verdict ? <VerdictMark verdict={saying.verdict} word={saying.word} /> : saying.word}.{' '}
              </strong>
            )}
            {saying.sentence}
          </p>
        )}
      </div>
      {state.phase === 'running' && (
        <div class="run-progress">
          <progress
            aria-label="Progress of the run"
            {...(counted ? { value: counted.done, max: counted.total } : {})}
          />
          <span>{describeProgress(progress)}</span>
          <button type="button" class="button" onClick={onStop}>
            Stop
          </button>
        </div>
      )}
    </div>
  );
}
