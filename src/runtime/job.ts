import type { Values } from '../claim/parameters.ts';
import type { Version } from '../claim/run-claim.ts';
import type { UndecidedReason } from '../claim/verdict.ts';
import type { Drawing, Progress, Reply, Request, RunResult } from './protocol.ts';

/** How a job ended, whatever happened. A job always ends: no promise of a client hangs or rejects. */
export type Ending<Result> =
  | { readonly status: 'done'; readonly result: Result }
  | { readonly status: 'cancelled' }
  /** Nothing could be concluded, for a reason that is a verdict's; the sentence says what happened. */
  | { readonly status: 'undecided'; readonly reason: UndecidedReason; readonly sentence: string }
  /** The job could not be done at all; the sentence says why. */
  | { readonly status: 'failed'; readonly sentence: string };

/** A job under way. */
export interface Job<Result> {
  readonly ending: Promise<Ending<Result>>;
  /** Stops the job; it ends as cancelled, whatever the worker does. */
  cancel(): void;
}

/** What a page may ask for; one at a time is computed, in the order of asking. */
export interface Client {
  /** Runs a claim: check and control ('both'), or one version alone. */
  run(
    request: { claim: string; values: Values; seed: number; version: Version | 'both' },
    onProgress?: (progress: Progress) => void,
  ): Job<RunResult>;
  /** Computes a figure's tensors, takes steps of it, or trains what it shows. */
  draw(
    request: Omit<Extract<Request, { type: 'figure' }>, 'type' | 'job'>,
    onProgress?: (progress: Progress) => void,
  ): Job<Drawing>;
  /** Has a worker open its device and rehearse a claim, which will be run soon: its shaders are compiled then. */
  prepare(claim: string): void;
}

export const CANCELLED = { status: 'cancelled' } as const satisfies Ending<never>;

export const TIMED_OUT = {
  status: 'undecided',
  reason: 'timed out',
  sentence: 'The device did not answer in time. A fresh worker stands ready: verify again.',
} as const satisfies Ending<never>;

export function failedFor(sentence: string): Ending<never> {
  return { status: 'failed', sentence };
}

/** The ending of a job whose device is gone or broke its word. */
export function brokenFor({ cause, reason }: Extract<Reply, { type: 'broken' }>): Ending<never> {
  const what = cause === 'device lost' ? 'The device was lost' : 'The device reported an error';
  // A shader's fault is told with all of its source under it.
  const [first] = reason.split('\n', 1);
  return {
    status: 'undecided',
    reason: cause,
    sentence: `${what} (${first}). A fresh worker stands ready: verify again.`,
  };
}
