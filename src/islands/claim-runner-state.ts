import type { Evidence, Outcome } from '../claim/evidence-schema.ts';
import type { Version } from '../claim/run-claim.ts';
import type { UndecidedReason } from '../claim/verdict.ts';
import type { Ending } from '../runtime/job.ts';
import { MISSING_CODE } from '../runtime/missing-code.ts';
import type { DeviceReport, Progress, RunResult } from '../runtime/protocol.ts';

/** What a reader may ask for: the claim with its control, or the false version alone. */
export type Asked = 'both' | Extract<Version, 'control'>;

/** Where a card stands. A run of the false version alone says nothing of the claim: it ends in `idle`. */
export type RunnerState =
  | { readonly phase: 'idle'; readonly falsehood: Falsehood | null; readonly stopped: boolean }
  | { readonly phase: 'running'; readonly asked: Asked; readonly progress: Progress | null }
  | { readonly phase: 'done'; readonly run: FinishedRun }
  | { readonly phase: 'failed'; readonly sentence: string };

/** A run of the claim that gave a verdict: with evidence, or undecided because the device went away. */
export type FinishedRun =
  | { readonly evidence: Evidence; readonly device: DeviceReport; readonly durationMs: number }
  | { readonly evidence: null; readonly reason: UndecidedReason; readonly sentence: string };

/** A run of the false version alone. */
export type Falsehood =
  | { readonly outcome: Outcome; readonly device: DeviceReport; readonly durationMs: number }
  | { readonly outcome: null; readonly sentence: string };

export type RunnerEvent =
  | { readonly type: 'started'; readonly asked: Asked }
  | { readonly type: 'progressed'; readonly progress: Progress }
  | { readonly type: 'ended'; readonly asked: Asked; readonly ending: Ending<RunResult> }
  /** Not even the client's code could be fetched. */
  | { readonly type: 'unreachable' };

export const IDLE: RunnerState = { phase: 'idle', falsehood: null, stopped: false };

/** The state after an event. What belongs to no run under way is ignored. */
export function nextState(state: RunnerState, event: RunnerEvent): RunnerState {
  switch (event.type) {
    case 'started':
      return { phase: 'running', asked: event.asked, progress: null };
    case 'progressed':
      return state.phase === 'running' ? { ...state, progress: event.progress } : state;
    case 'unreachable':
      return { phase: 'failed', sentence: MISSING_CODE };
    case 'ended':
      return stateAfter(event.asked, event.ending);
  }
}

function stateAfter(asked: Asked, ending: Ending<RunResult>): RunnerState {
  switch (ending.status) {
    case 'cancelled':
      return { phase: 'idle', falsehood: null, stopped: true };
    case 'failed':
      return { phase: 'failed', sentence: ending.sentence };
    case 'undecided': {
      const { reason, sentence } = ending;
      return asked === 'both'
        ? { phase: 'done', run: { evidence: null, reason, sentence } }
        : { phase: 'idle', falsehood: { outcome: null, sentence }, stopped: false };
    }
    case 'done': {
      const { result } = ending;
      const { device, durationMs } = result;
      return result.version === 'both'
        ? { phase: 'done', run: { evidence: result.evidence, device, durationMs } }
        : { phase: 'idle', falsehood: { outcome: result.outcome, device, durationMs }, stopped: false };
    }
  }
}

/** The attributes that a card carries for tests and tools; null where there is none. */
export interface CardData {
  readonly 'data-state': RunnerState['phase'];
  readonly 'data-verdict': string | null;
  readonly 'data-control-verdict': string | null;
  readonly 'data-backend': string | null;
  readonly 'data-precision': string | null;
}

/** What a card says of itself to tests and tools. */
export function cardDataOf(state: RunnerState): CardData {
  const nothing = {
    'data-state': state.phase,
    'data-verdict': null,
    'data-control-verdict': null,
    'data-backend': null,
    'data-precision': null,
  };
  if (state.phase === 'idle' && state.falsehood)
    return { ...nothing, 'data-control-verdict': state.falsehood.outcome?.verdict ?? 'undecided' };
  if (state.phase !== 'done') return nothing;
  const { evidence } = state.run;
  if (!evidence) return { ...nothing, 'data-verdict': 'undecided', 'data-control-verdict': 'undecided' };
  return {
    'data-state': 'done',
    'data-verdict': evidence.verdict,
    'data-control-verdict': evidence.control.verdict,
    'data-backend': evidence.backend,
    'data-precision': String(evidence.precision),
  };
}
