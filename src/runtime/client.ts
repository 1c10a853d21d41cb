import type { Backend } from '../claim/device.ts';
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
}

/** The part of a Worker that a client uses. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** Time limits in milliseconds, each counted from the last sign of life. */
export interface Limits {
  /** Fetching code and opening a device: chunks over a slow network, shaders compiled in software. */
  readonly startMs: number;
  /** Between two trials. */
  readonly silenceMs: number;
  /** Between asking a job to stop and ending its worker. */
  readonly cancelMs: number;
}

const LIMITS: Limits = { startMs: 90_000, silenceMs: 60_000, cancelMs: 1_500 };

interface Pending {
  readonly request: Extract<Request, { job: number }> & { type: 'run' | 'figure' };
  readonly end: (ending: Ending<never> | Ending<unknown>) => void;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Set when it was asked to stop: whatever the worker says of it then, it ends as cancelled. */
  isStopping: boolean;
}

/**
 * A client over one worker at a time. A worker that is lost, silent, broken or deaf to a
 * cancellation is ended and another takes its place; the jobs that waited go to the new one.
 */
export function createClient(
  start: () => WorkerLike,
  forced: Backend | null,
  limits: Limits = LIMITS,
): Client {
  let worker: WorkerLike | null = null;
  let nextJob = 1;
  const queue: Pending[] = [];
  let current: Pending | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function submit<Result>(
    request: Pending['request'],
    onProgress?: (progress: Progress) => void,
  ): Job<Result> {
    let end!: (ending: Ending<Result>) => void;
    const ending = new Promise<Ending<Result>>((resolve) => {
      end = resolve;
    });
    const pending: Pending = { request, onProgress, end: end as Pending['end'], isStopping: false };
    queue.push(pending);
    advance();
    return { ending, cancel: () => cancel(pending) };
  }

  /** Hands the next job to the worker where it has none. */
  function advance(): void {
    if (current) return;
    current = queue.shift() ?? null;
    if (!current) return;
    watch(limits.startMs);
    try {
      worker ??= employ();
      worker.postMessage(current.request satisfies Request);
    } catch (error) {
      replaceWorker();
      finish({ status: 'failed', sentence: `The worker could not be started: ${textOf(error)}` });
    }
  }

  function employ(): WorkerLike {
    const employed = start();
    employed.addEventListener('message', (event) => {
      if (employed === worker) receive((event as MessageEvent<Reply>).data);
    });
    const fail = (event: Event) => {
      event.preventDefault();
      if (employed !== worker) return;
      replaceWorker();
      const detail = event instanceof ErrorEvent && event.message ? ` (${event.message})` : '';
      finish({
        status: 'failed',
        sentence: `The code that verifies claims could not be loaded or stopped working${detail}. Check the connection and try again.`,
      });
    };
    employed.addEventListener('error', fail);
    employed.addEventListener('messageerror', fail);
    employed.postMessage({ type: 'configure', forced } satisfies Request);
    return employed;
  }

  function receive(reply: Reply): void {
    if (reply.type === 'broken') {
      broken(reply);
    } else if (current && reply.job === current.request.job) {
      switch (reply.type) {
        case 'progress':
          // A job that is stopping has its own time limit, which no sign of life puts off.
          if (current.isStopping) break;
          watch(reply.progress.phase === 'running' ? limits.silenceMs : limits.startMs);
          current.onProgress?.(reply.progress);
          break;
        case 'done':
          finish({ status: 'done', result: reply.result });
          break;
        case 'drawn':
          finish({ status: 'done', result: reply.drawing });
          break;
        case 'cancelled':
          finish({ status: 'cancelled' });
          break;
        case 'failed':
          if (!reply.isWorkerSound) replaceWorker();
          finish({ status: 'failed', sentence: reply.reason });
      }
    }
  }

  function broken({ cause, reason }: Extract<Reply, { type: 'broken' }>): void {
    replaceWorker();
    const what = cause === 'device lost' ? 'The device was lost' : 'The device reported an error';
    finish({
      status: 'undecided',
      reason: cause,
      sentence: `${what} (${reason}). A fresh worker stands ready: verify again.`,
    });
  }

  function cancel(pending: Pending): void {
    const waiting = queue.indexOf(pending);
    if (waiting >= 0) {
      queue.splice(waiting, 1);
      pending.end({ status: 'cancelled' });
      return;
    }
    if (pending !== current) return;
    pending.isStopping = true;
    worker?.postMessage({ type: 'cancel', job: pending.request.job } satisfies Request);
    clearTimeout(timer);
    timer = setTimeout(() => {
      replaceWorker();
      finish({ status: 'cancelled' });
    }, limits.cancelMs);
  }

  function watch(limitMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      replaceWorker();
      finish({
        status: 'undecided',
        reason: 'timed out',
        sentence: 'The device did not answer in time. A fresh worker stands ready: verify again.',
      });
    }, limitMs);
  }

  function replaceWorker(): void {
    worker?.terminate();
    worker = null;
  }

  function finish(ending: Ending<unknown>): void {
    clearTimeout(timer);
    const finished = current;
    current = null;
    finished?.end(finished.isStopping ? { status: 'cancelled' } : ending);
    advance();
  }

  return {
    run: (request, onProgress) => submit({ type: 'run', job: nextJob++, ...request }, onProgress),
    draw: (request, onProgress) => submit({ type: 'figure', job: nextJob++, ...request }, onProgress),
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
