import { type LedgerClaim, searchable } from '../../../src/islands/ledger-filter-state.ts';
import { IDLE, type LedgerEvent, nextLedger } from '../../../src/islands/ledger-run-state.ts';
import type { Ending } from '../../../src/runtime/job.ts';
import type { RunResult } from '../../../src/runtime/protocol.ts';
import { aDevice, anEvidence } from './examples.ts';

/** A claim of the ledger, but for what is given. */
export function aClaim(given: Partial<LedgerClaim> = {}): LedgerClaim {
  return {
    id: 'one-layer-skip-folds',
    title: 'A skip over one layer folds',
    part: 'part-1',
    kind: 'identity-exact',
    ci: 'holds',
    words: searchable('one-layer-skip-folds\nA skip over one layer folds\ng(Wa+b+a)=g((W+I)a+b)'),
    values: { n: 16 },
    ciAtValues: given.ci ?? 'holds',
    file: 'src/claims/part-1/one-layer-skip-folds.ts',
    uses: [],
    digest: 'd'.repeat(64),
    isLong: false,
    ...given,
  };
}

/** How a whole run ended, its evidence being as given. */
export function anEnding(given: Parameters<typeof anEvidence>[0] = {}): Ending<RunResult> {
  const result: RunResult = {
    version: 'both',
    evidence: anEvidence(given),
    device: aDevice(),
    durationMs: 5,
  };
  return { status: 'done', result };
}

export const LOST: Ending<never> = {
  status: 'undecided',
  reason: 'device lost',
  sentence: 'The device was lost (a reset).',
};
export const FAILED: Ending<never> = { status: 'failed', sentence: 'WebGPU could not be used: no adapter.' };

/** The state after these events, from the beginning. */
export function stateAfter(...events: LedgerEvent[]) {
  return events.reduce(nextLedger, IDLE);
}

/** Running these claims. */
export function starting(...plan: string[]): LedgerEvent {
  return { type: 'started', plan, leftOut: [] };
}

/** A claim that was begun and ended so. */
export function ran(id: string, ending: Ending<RunResult> = anEnding({ claim: id })): LedgerEvent[] {
  return [
    { type: 'began', id },
    { type: 'ended', id, ending },
  ];
}
