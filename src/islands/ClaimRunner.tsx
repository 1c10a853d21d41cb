import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { initialValues, type Parameters } from '../claim/parameters.ts';
import { readPermalink, writePermalink } from '../claim/permalink.ts';
import { seedOf } from '../numerics/random.ts';
import { type Asked, cardDataOf } from './claim-runner-state.ts';
import { sayingOf } from './claim-sentences.ts';
import { EvidenceTable } from './EvidenceTable.tsx';
import { type Column, columnOf } from './evidence-column.ts';
import { Findings } from './Findings.tsx';
import { ParameterFields } from './ParameterFields.tsx';
import { Permalink } from './Permalink.tsx';
import { RunNotes } from './RunNotes.tsx';
import { RunStatus } from './RunStatus.tsx';
import { readTexts, textsOf } from './settings-state.ts';
import { useClaimRunner } from './use-claim-runner.ts';
import { useUnhurried } from './use-unhurried.ts';

interface Props {
  readonly id: string;
  readonly parameters: Parameters;
  /** What is measured, by the kind of check. */
  readonly measure: string;
  /** What CI found. */
  readonly ci: Column;
  /** The address of the claim's own page. */
  readonly href: string;
  /** True on the claim's own page, whose fragment holds the settings. */
  readonly permalink: boolean;
  /** True where the inputs are the same whatever the seed. */
  readonly fixed: boolean;
}

/** The live half of a card: the settings, the run, and the reader's device beside CI. */
export function ClaimRunner({ id, parameters, measure, ci, href, permalink, fixed }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const verify = useRef<HTMLButtonElement>(null);
  const initial = { values: initialValues(parameters), seed: seedOf(id) };
  const [ready, setReady] = useState(false);
  const [texts, setTexts] = useState(textsOf(initial.values, initial.seed));
  const [notice, setNotice] = useState<string | null>(null);
  /** The settings of the latest run: those in the fields may have moved on. */
  const [ran, setRan] = useState(initial);
  const runner = useClaimRunner(id);
  const { state } = runner;
  const shown = useUnhurried(state, runner.run);
  const settings = readTexts(parameters, texts);
  const running = state.phase === 'running';

  useEffect(() => {
    setReady(true);
    if (!permalink) return;
    const restore = () => {
      const { values, seed, problem } = readPermalink(location.hash, parameters, initial);
      setTexts(textsOf(values, seed));
      setNotice(problem);
    };
    restore();
    addEventListener('hashchange', restore);
    return () => removeEventListener('hashchange', restore);
  }, []);

  // Not after the next frame: the card says what stands in it.
  useLayoutEffect(() => {
    const card = root.current?.closest('[data-claim]');
    for (const [name, value] of Object.entries(cardDataOf(state))) {
      if (value === null) card?.removeAttribute(name);
      else card?.setAttribute(name, value);
    }
  }, [state]);

  function run(asked: Asked): void {
    if (running || !settings.ok) return;
    const { values, seed } = settings;
    setRan({ values, seed });
    setNotice(null);
    if (permalink) history.replaceState(history.state, '', `#${writePermalink(values, seed)}`);
    runner.start(asked, values, seed);
  }

  function stop(): void {
    runner.stop();
    verify.current?.focus();
  }

  const evidence = shown.state.phase === 'done' ? shown.state.run.evidence : null;
  const falsehood = shown.state.phase === 'idle' ? shown.state.falsehood : null;
  return (
    <div class="runner" ref={root} data-ready={ready || undefined}>
      <EvidenceTable
        claim={id}
        measure={measure}
        ci={ci}
        own={evidence && columnOf(evidence)}
        ownControl={falsehood?.outcome?.verdict ?? null}
      />
      <fieldset class="runner-controls" disabled={!ready}>
        <legend class="sr-only">Run this claim on your device</legend>
        <ParameterFields
          parameters={parameters}
          texts={texts}
          problems={settings.ok ? {} : settings.problems}
          onChange={(name, text) => setTexts({ ...texts, [name]: text })}
          isSeeded={!fixed}
        />
        <div class="buttons">
          <button
            type="button"
            class="button button-primary"
            ref={verify}
            aria-disabled={shown.state.phase === 'running' || !settings.ok}
            onClick={() => run('both')}
          >
            Verify on this device
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={shown.state.phase === 'running' || !settings.ok}
            onClick={() => run('control')}
          >
            Try the false version
          </button>
          <Permalink href={href} settings={settings} />
        </div>
      </fieldset>
      <RunStatus
        shown={shown}
        saying={sayingOf(shown.state, ci.verdict)}
        notice={notice ?? runner.notice}
        onStop={stop}
      />
      {evidence?.findings && <Findings findings={evidence.findings} caption="Your device" />}
      <RunNotes state={shown.state} parameters={parameters} ran={ran} />
    </div>
  );
}
