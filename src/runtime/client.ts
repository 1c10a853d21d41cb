import type { Backend } from '../claim/device.ts';
import { brokenFor, CANCELLED, type Client, type Ending, failedFor, type Job, TIMED_OUT } from './job.ts';
import { MISSING_CODE } from './missing-code.ts';
import { OneWorker, type WorkerLike } from './one-worker.ts';
import { Patience } from './patience.ts';
import type { Progress, Reply, Request } from './protocol.ts';
import { Tries } from './tries.ts';

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
  readonly request: Extract<Request, { type: 'run' | 'figure' }>;
  readonly end: (ending: Ending<never> | Ending<unknown>) => void;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly tries: Tries;
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
  let nextJob = 1;
  const queue: Pending[] = [];
  let current: Pending | null = null;
  const patience = new Patience();
  const worker = new OneWorker(start, forced, {
    reply: receive,
    unfetched: askAgain,
    stopped: (message) =>
      finishWithout(failedFor(`The code that computes stopped working (${message}). Try again.`)),
  });

  function submit<Result>(
    request: Pending['request'],
    onProgress?: (progress: Progress) => void,
  ): Job<Result> {
    let end!: Pending['end'];
    const ending = new Promise<Ending<Result>>((resolve) => {
      end = resolve as Pending['end'];
    });
    const pending = { request, onProgress, end, tries: new Tries(limits.retriesMs), isStopping: false };
    queue.push(pending);
    advance();
    return { ending, cancel: () => cancel(pending) };
  }

  function prepare(claim: string): void {
    if (current) return;
    try {
      worker.ask({ type: 'prepare', claim });
    } catch {
      // Told to the next job, which starts a worker itself.
    }
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
      worker.ask(request);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      finishWithout(
        failedFor(`This browser starts no worker, in which claims are run and figures computed (${why}).`),
      );
    }
  }

  function receive(reply: Reply): void {
    if (reply.type === 'broken') broken(reply);
    else if (current && reply.job === current.request.job) {
      switch (reply.type) {
        case 'progress':
          advanceTo(current, reply.progress);
          break;
        case 'done':
          finish({ status: 'done', result: reply.result });
          break;
        case 'drawn':
          finish({ status: 'done', result: reply.drawing });
          break;
        case 'cancelled':
          finish(CANCELLED);
          break;
        case 'code missing':
          askAgain();
          break;
        case 'failed':
          if (!reply.isWorkerSound) worker.end();
          finish(failedFor(reply.reason));
      }
    }
  }

  function advanceTo({ isStopping, tries, onProgress }: Pending, progress: Progress): void {
    // A job that is stopping has its own time limit, which no sign of life puts off.
    if (isStopping) return;
    watch(progress.phase === 'running' ? limits.silenceMs : limits.startMs);
    tries.note(progress);
    onProgress?.(progress);
  }

  /** Asks for code again, in a fresh worker: within one, a browser may remember that a fetch failed. */
  function askAgain(): void {
    worker.end();
    const asking = current;
    const waitMs = asking?.isStopping ? undefined : asking?.tries.waitForCode();
    if (!asking || waitMs === undefined) {
      finish(failedFor(MISSING_CODE));
      return;
    }
    // First: who is told may cancel, which has a time limit of its own.
    patience.wait(waitMs, () => hand(asking));
    asking.onProgress?.({ phase: 'waiting' });
  }

  function broken(reply: Extract<Reply, { type: 'broken' }>): void {
    worker.end();
    if (current && !current.isStopping && reply.cause === 'device lost' && current.tries.move())
      hand(current);
    else finish(brokenFor(reply));
  }

  function cancel(pending: Pending): void {
    const waiting = queue.indexOf(pending);
    if (waiting >= 0) {
      queue.splice(waiting, 1);
      pending.end(CANCELLED);
    } else if (pending === current) {
      pending.isStopping = true;
      worker.tell({ type: 'cancel', job: pending.request.job });
      patience.wait(limits.cancelMs, () => finishWithout(CANCELLED));
    }
  }

  function watch(limitMs: number): void {
    patience.wait(limitMs, () => finishWithout(TIMED_OUT));
  }

  /** Ends the job and its worker: the next job has a fresh one. */
  function finishWithout(ending: Ending<never>): void {
    worker.end();
    finish(ending);
  }

  function finish(ending: Ending<unknown>): void {
    patience.stop();
    const finished = current;
    current = null;
    finished?.end(finished.isStopping ? CANCELLED : ending);
    advance();
  }

  return {
    run: (request, onProgress) => submit({ type: 'run', job: nextJob++, ...request }, onProgress),
    draw: (request, onProgress) => submit({ type: 'figure', job: nextJob++, ...request }, onProgress),
    prepare,
  };
}
