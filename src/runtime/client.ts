import type { Backend } from '../claim/device.ts';
import type { Values } from '../claim/parameters.ts';
import type { Version } from '../claim/run-claim.ts';
import type { UndecidedReason } from '../claim/verdict.ts';
import { MISSING_CODE } from './missing-code.ts';
import { Patience } from './patience.ts';
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
  /** How long to wait before code that could not be fetched is asked for again, try by try. */
  readonly retriesMs: readonly number[];
}

const LIMITS: Limits = { startMs: 90_000, silenceMs: 60_000, cancelMs: 1_500, retriesMs: [1_000, 4_000] };

interface Pending {
  readonly request: Extract<Request, { job: number }> & { type: 'run' | 'figure' };
  readonly end: (ending: Ending<never> | Ending<unknown>) => void;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Set when it was asked to stop: whatever the worker says of it then, it ends as cancelled. */
  isStopping: boolean;
  /** How often code for it was asked for again. */
  retries: number;
  /** True once a part of it was computed, which would be lost with the worker. */
  hasBegun: boolean;
  /** True once it was begun anew because its device was lost before that. */
  wasMoved: boolean;
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
  const patience = new Patience();

  function submit<Result>(
    request: Pending['request'],
    onProgress?: (progress: Progress) => void,
  ): Job<Result> {
    let end!: (ending: Ending<Result>) => void;
    const ending = new Promise<Ending<Result>>((resolve) => {
      end = resolve;
    });
    const begun = { isStopping: false, retries: 0, hasBegun: false, wasMoved: false };
    const pending: Pending = { request, onProgress, end: end as Pending['end'], ...begun };
    queue.push(pending);
    advance();
    return { ending, cancel: () => cancel(pending) };
  }

  /** Hands the next job to the worker where it has none. */
  function advance(): void {
    if (current) return;
    current = queue.shift() ?? null;
    if (current) hand(current);
  }

  function hand({ request }: Pending): void {
    watch(limits.startMs);
    try {
      worker ??= employ();
      worker.postMessage(request satisfies Request);
    } catch (error) {
      replaceWorker();
      finish({
        status: 'failed',
        sentence: `This browser starts no worker, in which claims are run and figures computed (${textOf(error)}).`,
      });
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
      // A script that cannot be fetched says nothing; one that throws says what.
      if (!(event instanceof ErrorEvent && event.message)) return askAgain();
      replaceWorker();
      finish({
        status: 'failed',
        sentence: `The code that computes stopped working (${event.message}). Try again.`,
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
          current.hasBegun ||= reply.progress.phase === 'running' && reply.progress.done > 0;
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
        case 'code missing':
          askAgain();
          break;
        case 'failed':
          if (!reply.isWorkerSound) replaceWorker();
          finish({ status: 'failed', sentence: reply.reason });
      }
    }
  }

  /** Asks for code again, in a fresh worker: within one, a browser may remember that a fetch failed. */
  function askAgain(): void {
    replaceWorker();
    const asking = current;
    const waitMs = asking?.isStopping ? undefined : limits.retriesMs[asking?.retries ?? 0];
    if (!asking || waitMs === undefined) {
      finish({ status: 'failed', sentence: MISSING_CODE });
      return;
    }
    asking.retries += 1;
    asking.onProgress?.({ phase: 'waiting' });
    patience.wait(waitMs, () => hand(asking));
  }

  function broken({ cause, reason }: Extract<Reply, { type: 'broken' }>): void {
    replaceWorker();
    if (current && cause === 'device lost' && !current.hasBegun && !current.isStopping && !current.wasMoved) {
      // Lost before anything of this job was computed, since the last one perhaps: nothing is lost with it.
      current.wasMoved = true;
      hand(current);
      return;
    }
    const what = cause === 'device lost' ? 'The device was lost' : 'The device reported an error';
    finish({
      status: 'undecided',
      reason: cause,
      // A shader's fault is told with all of its source under it.
      sentence: `${what} (${reason.split('\n', 1)[0]}). A fresh worker stands ready: verify again.`,
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
    patience.wait(limits.cancelMs, () => {
      replaceWorker();
      finish({ status: 'cancelled' });
    });
  }

  function watch(limitMs: number): void {
    patience.wait(limitMs, () => {
      replaceWorker();
      finish({
        status: 'undecided',
        reason: 'timed out',
        sentence: 'The device did not answer in time. A fresh worker stands ready: verify again.',
      });
    });
  }

  function replaceWorker(): void {
    worker?.terminate();
    worker = null;
  }

  function finish(ending: Ending<unknown>): void {
    patience.stop();
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
