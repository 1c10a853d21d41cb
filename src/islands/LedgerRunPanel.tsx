import { useRef, useState } from 'preact/hooks';
import { writeReport } from '../evidence/report.ts';
import { copyText, saveText } from './hand-over.ts';
import type { LedgerClaim } from './ledger-filter-state.ts';
import { reportOf } from './ledger-report.ts';
import { isActive } from './ledger-run-state.ts';
import { announcementOf, describePlace, summaryOf } from './ledger-sentences.ts';
import type { LedgerRun } from './use-ledger-run.ts';

interface Props {
  readonly claims: readonly LedgerClaim[];
  /** The claims that the filter shows: those are run. */
  readonly shown: readonly LedgerClaim[];
  readonly run: LedgerRun;
  readonly disabled: boolean;
}

const FILE_NAME = 'skip-two-evidence.json';

/** Runs every claim shown, says how far it is, and hands over what was found. */
export function LedgerRunPanel({ claims, shown, run, disabled }: Props) {
  const verify = useRef<HTMLButtonElement>(null);
  const [withLong, setWithLong] = useState(false);
  const [told, setTold] = useState('');
  const { state } = run;
  const active = isActive(state);
  const planned = shown.filter(({ isLong }) => withLong || !isLong);
  const leftOut = shown.filter((claim) => !planned.includes(claim));
  const all = shown.length === claims.length;
  const place = describePlace(state, claims);
  const [counts = '', ...particulars] = summaryOf(state, claims);
  const found = state.phase === 'idle' ? 0 : Object.keys(state.findings).length;

  function start(): void {
    if (active || planned.length === 0) return;
    setTold('');
    run.start(
      planned.map(({ id }) => id),
      leftOut.map(({ id }) => id),
    );
  }

  function stop(): void {
    if (!active) return;
    run.stop();
    verify.current?.focus();
  }

  async function copy(): Promise<void> {
    const text = [counts, ...particulars].join('\n');
    setTold((await copyText(text)) ? 'Summary copied' : 'The browser did not allow copying');
  }

  return (
    <section class="ledger-run" aria-label="Verify on this device">
      <fieldset class="buttons" disabled={disabled}>
        <legend class="sr-only">Run these claims on your device</legend>
        <button
          type="button"
          class="button button-primary"
          ref={verify}
          aria-disabled={active || planned.length === 0}
          onClick={start}
        >
          Verify {all && leftOut.length === 0 ? `all ${planned.length}` : `these ${planned.length}`} on this
          device
        </button>
        {state.phase !== 'idle' && (
          <>
            <button
              type="button"
              class="button"
              aria-disabled={!active}
              onClick={() => active && (state.phase === 'paused' ? run.resume() : run.pause())}
            >
              {state.phase === 'paused' ? 'Resume' : 'Pause'}
            </button>
            <button type="button" class="button" aria-disabled={!active} onClick={stop}>
              Stop
            </button>
          </>
        )}
        {claims.some(({ isLong }) => isLong) && (
          <label class="toggle">
            <input
              type="checkbox"
              checked={withLong}
              onChange={(event) => setWithLong(event.currentTarget.checked)}
            />
            Experiments that take minutes as well
          </label>
        )}
      </fieldset>
      <div class="ledger-status">
        <p role="status" data-ledger-saying>
          {run.notice && `${run.notice} `}
          {announcementOf(state, planned.length)}
        </p>
        {active && (
          <p class="ledger-progress">
            <progress aria-label="Claims verified" value={found} max={state.plan.length} />
            <span>{place}</span>
          </p>
        )}
        {!active && particulars.length > 0 && (
          <ul class="run-notes">
            {particulars.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {found > 0 && (
          <div class="buttons">
            <button type="button" class="button" onClick={copy}>
              Copy summary
            </button>
            <button
              type="button"
              class="button"
              onClick={() => saveText(FILE_NAME, 'application/json', writeReport(reportOf(state, claims)))}
            >
              Download evidence
            </button>
            <span class="told" role="status">
              {told}
            </span>
          </div>
        )}
      </div>
    </section>
  );
}
