import { useEffect, useReducer, useState } from 'preact/hooks';
import { isMissingCode, MISSING_CODE } from '../runtime/missing-code.ts';
import {
  chosenRung,
  describeDevice,
  deviceJson,
  factsOf,
  NOT_ASKED,
  nextDevice,
  type Rung,
} from './device-state.ts';
import { BACKEND_NAMES } from './evidence-column.ts';
import { copyText } from './hand-over.ts';
import { importAgain } from './import-again.ts';

/** Asks each backend in its turn, on a press, and tells what it answered. */
export function DeviceCheck() {
  const [state, dispatch] = useReducer(nextDevice, NOT_ASKED);
  const [ready, setReady] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [told, setTold] = useState('');
  useEffect(() => setReady(true), []);
  const isBusy = state.phase === 'asking';

  async function ask(): Promise<void> {
    if (!ready || isBusy) return;
    setProblem(null);
    setTold('');
    try {
      const [{ askRungs }, { forcedBackend }] = await Promise.all([
        importAgain(() => import('./ask-rungs.ts')),
        importAgain(() => import('../runtime/page-client.ts')),
      ]);
      const { backend: forced, problem } = forcedBackend(location.search);
      setProblem(problem);
      await askRungs(forced, dispatch);
    } catch (error) {
      setProblem(
        isMissingCode(error) ? MISSING_CODE : `The device could not be asked (${error}). Try again.`,
      );
    }
  }

  async function copy(): Promise<void> {
    const text = deviceJson(state, navigator.userAgent);
    const copied = await copyText(text);
    if (!copied) prompt('Copy this JSON', text);
    setTold(copied ? 'Copied.' : '');
  }

  return (
    <section class="device not-content" aria-label="Your device" data-device-state={state.phase}>
      <div class="buttons">
        <button type="button" class="button button-primary" aria-disabled={!ready || isBusy} onClick={ask}>
          {state.phase === 'idle' ? 'Ask this device' : 'Ask again'}
        </button>
        {state.phase === 'done' && (
          <button type="button" class="button" onClick={copy}>
            Copy as JSON
          </button>
        )}
        <span class="told" role="status">
          {told}
        </span>
      </div>
      {problem && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
      <p class="device-sentence" role="status">
        {describeDevice(state)}
      </p>
      {state.rungs.length > 0 && (
        <ol class="rungs">
          {state.rungs.map((rung) => (
            <RungView key={rung.backend} rung={rung} chosen={chosenRung(state) === rung.backend} />
          ))}
        </ol>
      )}
      {state.hasSimd !== null && (
        <p>
          {state.hasSimd
            ? 'Training on the CPU uses WebAssembly with SIMD here.'
            : 'WebAssembly with SIMD is not to be had here: training on the CPU uses JavaScript, which is slower.'}
        </p>
      )}
    </section>
  );
}

function RungView({ rung, chosen }: { rung: Rung; chosen: boolean }) {
  const { backend, phase } = rung;
  const held = phase === 'answered' ? rung.answer.held : undefined;
  return (
    <li class="rung" data-rung={backend} data-held={held}>
      <p class="rung-head">
        <strong>{BACKEND_NAMES[backend]}</strong>{' '}
        {phase === 'waiting'
          ? 'waits'
          : phase === 'asking'
            ? 'is being asked …'
            : held
              ? 'can be used'
              : 'cannot be used'}
        {chosen && ', and is what claims are verified on'}
      </p>
      {phase === 'answered' && !rung.answer.held && <p>{rung.answer.reason}</p>}
      {phase === 'answered' && rung.answer.held && (
        <dl>
          {factsOf(rung.answer.report, rung.answer.durationMs).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
