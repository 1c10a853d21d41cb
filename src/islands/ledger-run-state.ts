import type { Evidence } from '../claim/evidence-schema.ts';
import type { UndecidedReason } from '../claim/verdict.ts';
import type { Ending } from '../runtime/job.ts';
import type { DeviceReport, Progress, RunResult } from '../runtime/protocol.ts';
import type { VerdictWord } from './evidence-column.ts';

/** What one run of a claim gave: evidence, or nothing but a sentence that says why. */
export type Finding =
  | { readonly evidence: Evidence; readonly device: DeviceReport }
  | {
      readonly evidence: null;
      /** null where the run failed for no reason that a verdict has. */
      readonly reason: UndecidedReason | null;
      readonly sentence: string;
    };

/** What running many claims found, by claim, and what is still to be done. */
export interface Verification {
  /** The claims to run, in their order. */
  readonly plan: readonly string[];
  /** The claims left out because they take minutes. */
  readonly leftOut: readonly string[];
  readonly findings: Readonly<Record<string, Finding>>;
  /** The claim in the worker's hands. */
  readonly inHand: { readonly id: string; readonly progress: Progress | null } | null;
  /** How many claims in a row could not be run. */
  readonly failures: number;
}

/** Where the ledger stands. Paused, the claim in hand is still finished. */
export type LedgerState =
  | { readonly phase: 'idle' }
  | Active
  | ({ readonly phase: 'done' } & Verification)
  | ({ readonly phase: 'stopped'; readonly why: string } & Verification);

type Active = { readonly phase: 'running' | 'paused' } & Verification;

export type LedgerEvent =
  | { readonly type: 'started'; readonly plan: readonly string[]; readonly leftOut: readonly string[] }
  | { readonly type: 'began'; readonly id: string }
  | { readonly type: 'progressed'; readonly id: string; readonly progress: Progress }
  | { readonly type: 'ended'; readonly id: string; readonly ending: Ending<RunResult> }
  | { readonly type: 'paused' | 'resumed' | 'stopped' };

export const IDLE: LedgerState = { phase: 'idle' };

/** After as many claims in a row that could not be run there is no use in trying the others. */
const GIVE_UP_AFTER = 3;

/** The state after an event. What does not fit the state is ignored. */
export function nextLedger(state: LedgerState, event: LedgerEvent): LedgerState {
  if (event.type === 'started') {
    const { plan, leftOut } = event;
    if (plan.length === 0) return state;
    return { phase: 'running', plan, leftOut, findings: {}, inHand: null, failures: 0 };
  }
  if (!isActive(state)) return state;
  switch (event.type) {
    case 'began':
      return { ...state, inHand: { id: event.id, progress: null } };
    case 'progressed':
      return state.inHand?.id === event.id ? { ...state, inHand: event } : state;
    case 'paused':
      return { ...state, phase: 'paused' };
    case 'resumed':
      return { ...state, phase: 'running' };
    case 'stopped':
      return stop(state, 'Stopped. What was found until then stands.');
    case 'ended':
      return state.inHand?.id === event.id ? take(state, event.id, event.ending) : state;
  }
}

/** The claim to run next; null where none is to be begun now. */
export function nextClaim(state: LedgerState): string | null {
  if (state.phase !== 'running' || state.inHand) return null;
  return state.plan.find((id) => !Object.hasOwn(state.findings, id)) ?? null;
}

/** True while claims are run, or will be once somebody resumes. */
export function isActive(state: LedgerState): state is Active {
  return state.phase === 'running' || state.phase === 'paused';
}

/** What was found of a claim, if anything was. */
export function findingOf(state: LedgerState, id: string): Finding | null {
  return state.phase !== 'idle' && Object.hasOwn(state.findings, id) ? (state.findings[id] as Finding) : null;
}

/** The verdict of a finding: without evidence nothing is decided. */
export function verdictIn(finding: Finding): VerdictWord {
  return finding.evidence?.verdict ?? 'undecided';
}

function take(state: Active, id: string, ending: Ending<RunResult>): LedgerState {
  const finding = findingAfter(ending);
  if (!finding) return stop(state, 'Stopped. What was found until then stands.');
  const findings = { ...state.findings, [id]: finding };
  const failures = finding.evidence ? 0 : state.failures + 1;
  const taken = { ...state, findings, failures, inHand: null };
  if (state.plan.every((planned) => Object.hasOwn(findings, planned))) return { ...taken, phase: 'done' };
  if (failures < GIVE_UP_AFTER) return taken;
  return stop(
    taken,
    `Stopped, because ${failures} claims in a row could not be run. The rest were not tried.`,
  );
}

/** What an ending says of its claim; null where the run was stopped. */
function findingAfter(ending: Ending<RunResult>): Finding | null {
  switch (ending.status) {
    case 'cancelled':
      return null;
    case 'failed':
      return { evidence: null, reason: null, sentence: ending.sentence };
    case 'undecided':
      return { evidence: null, reason: ending.reason, sentence: ending.sentence };
    case 'done':
      if (ending.result.version !== 'both') throw new TypeError('The ledger asks for whole runs only.');
      return { evidence: ending.result.evidence, device: ending.result.device };
  }
}

function stop(state: Active, why: string): LedgerState {
  return { ...state, phase: 'stopped', inHand: null, why };
}
