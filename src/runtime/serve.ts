import { type Backend, Cancelled, DeviceFault, DeviceLost } from '../claim/device.ts';
import { initialValues } from '../claim/parameters.ts';
import { type RunOptions, runClaim, runVersion } from '../claim/run-claim.ts';
import { loadClaim } from '../claims/registry.ts';
import { seedOf } from '../numerics/random.ts';
import { breathe } from './breathe.ts';
import type { Opened } from './ladder.ts';
import { isMissingCode } from './missing-code.ts';
import type { DeviceReport, Progress, Reply, Request, RunResult } from './protocol.ts';

/** The part of a worker's global scope that serving needs. */
export interface Scope {
  postMessage(message: Reply): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<Request>) => void): void;
}

/** Opens a device; a test hands in one that lies. */
export type OpenDevice = (forced?: Backend) => Promise<Opened>;

/** Between two trials that a page is told of, and between two looks at its messages: more often, nobody sees. */
const TELL_MS = 50;

type JobRequest = Extract<Request, { type: 'run' | 'figure' }>;

/** Answers a page's requests, one job after another, on one device opened at the first of them. */
export function serve(scope: Scope, open: OpenDevice): void {
  let forced: Backend | undefined;
  let opened: Promise<Opened> | null = null;
  let last: Promise<void> = Promise.resolve();
  const cancelled = new Set<number>();
  const rehearsed = new Set<string>();

  scope.addEventListener('message', ({ data }) => {
    if (data.type === 'configure') forced = data.forced ?? undefined;
    else if (data.type === 'cancel') cancelled.add(data.job);
    else if (data.type === 'prepare') last = last.then(() => prepare(data.claim));
    else last = last.then(() => answer(data));
  });

  async function prepare(id: string): Promise<void> {
    if (rehearsed.has(id)) return;
    rehearsed.add(id);
    try {
      const [claim, { device }] = await Promise.all([loadClaim(id), openOnce(() => {})]);
      // An experiment's first trial is a training.
      if (!claim || claim.kind === 'experiment') return;
      await runVersion(claim, 'claimed', {
        values: initialValues(claim.parameters),
        seed: seedOf(id),
        device,
        signal: { aborted: true },
      });
    } catch {
      // Cancelled after its first trial, as it was to be. What went wrong is told to the run, which meets it too.
    }
  }

  async function answer(request: JobRequest): Promise<void> {
    const { job } = request;
    const progress = (progress: Progress) => scope.postMessage({ type: 'progress', job, progress });
    try {
      progress({ phase: 'loading' });
      if (request.type === 'run')
        scope.postMessage({ type: 'done', job, result: await run(request, progress) });
      else {
        // Fetched when a figure asks: a verification loads nothing of it.
        const { draw } = await import('./draw-figure.ts');
        const { device, tried } = await openOnce(progress);
        const drawn = await draw(request, device, signalOf(job), progress);
        scope.postMessage({ type: 'drawn', job, drawing: { ...drawn, device: report(device, tried) } });
      }
    } catch (error) {
      scope.postMessage(replyTo(error, job));
    } finally {
      cancelled.delete(job);
    }
  }

  async function run(
    request: Extract<Request, { type: 'run' }>,
    progress: (progress: Progress) => void,
  ): Promise<RunResult> {
    const { job, claim: id, values, seed, version } = request;
    const claim = await loadClaim(id);
    if (!claim) throw new Error(`No claim is named "${id}".`);
    const { device, tried } = await openOnce(progress);
    progress({ phase: 'running', done: 0, total: 0 });
    const start = performance.now();
    let told = start;
    const options: RunOptions = {
      values,
      seed,
      device,
      signal: signalOf(job),
      onProgress: async (done, total) => {
        if (performance.now() - told < TELL_MS) return;
        progress({ phase: 'running', done, total });
        await breathe();
        told = performance.now();
      },
    };
    if (version === 'both') {
      const evidence = await runClaim(id, claim, options);
      if (evidence.reason === 'device lost')
        throw new DeviceLost('its context or device object reported the loss');
      return { version, evidence, device: report(device, tried), durationMs: performance.now() - start };
    }
    const outcome = await runVersion(claim, version, options);
    return { version, outcome, device: report(device, tried), durationMs: performance.now() - start };
  }

  function signalOf(job: number) {
    return {
      get aborted() {
        return cancelled.has(job);
      },
    };
  }

  async function openOnce(progress: (progress: Progress) => void): Promise<Opened> {
    progress({ phase: 'opening' });
    opened ??= open(forced);
    try {
      return await opened;
    } catch (error) {
      throw new NotOpened(error);
    }
  }
}

function report(
  { backend, name, arithmetic, library }: Opened['device'],
  tried: Opened['tried'],
): DeviceReport {
  return { backend, name, arithmetic, library, tried };
}

/** That no device was opened, and what was thrown: another job would fare no better in this worker. */
class NotOpened extends Error {
  constructor(cause: unknown) {
    super('', { cause });
  }
}

function replyTo(thrown: unknown, job: number): Reply {
  const isWorkerSound = !(thrown instanceof NotOpened);
  const error = isWorkerSound ? thrown : thrown.cause;
  if (error instanceof Cancelled) return { type: 'cancelled', job };
  if (isMissingCode(error)) return { type: 'code missing', job };
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof DeviceLost) return { type: 'broken', job, cause: 'device lost', reason };
  if (error instanceof DeviceFault) return { type: 'broken', job, cause: 'device at fault', reason };
  return { type: 'failed', job, reason, isWorkerSound };
}
