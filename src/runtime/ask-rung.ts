import type { Backend } from '../claim/device.ts';
import { initialValues } from '../claim/parameters.ts';
import fold from '../claims/figures/fold.ts';
import { MISSING_CODE } from './missing-code.ts';
import type { WorkerLike } from './one-worker.ts';
import type { DeviceReport, Reply, Request } from './protocol.ts';

/** What one rung of the ladder answered. */
export type RungAnswer =
  | { readonly held: true; readonly report: DeviceReport; readonly durationMs: number }
  /** Why it did not hold: a sentence for the reader. */
  | { readonly held: false; readonly reason: string };

/** From the last sign of life; shaders are compiled in software where there is no GPU. */
const SILENCE_MS = 60_000;
const UNREACHABLE = 'The code that asks it could not be loaded, or stopped working.';

/**
 * Asks one backend, in a worker of its own that is ended afterwards, to open, to pass its self-test,
 * to be measured and to compute a small figure: what a claim's first run asks of it.
 */
export function askRung(
  backend: Backend,
  start: () => WorkerLike = startWorker,
  silenceMs = SILENCE_MS,
): Promise<RungAnswer> {
  const begun = performance.now();
  return new Promise((resolve) => {
    let worker: WorkerLike | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (answer: RungAnswer) => {
      clearTimeout(timer);
      worker?.terminate();
      resolve(answer);
    };
    const fail = (reason: string) => end({ held: false, reason });
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => fail('It did not answer in time.'), silenceMs);
    };
    watch();
    try {
      worker = start();
    } catch {
      fail(UNREACHABLE);
      return;
    }
    worker.addEventListener('message', (event) => {
      const reply = (event as MessageEvent<Reply>).data;
      if (reply.type === 'progress') watch();
      else if (reply.type === 'drawn')
        end({ held: true, report: reply.drawing.device, durationMs: performance.now() - begun });
      else if (reply.type === 'broken')
        fail(`${reply.cause === 'device lost' ? 'It was lost' : 'It reported an error'} (${reply.reason}).`);
      else if (reply.type === 'code missing') fail(MISSING_CODE);
      else if (reply.type === 'failed') fail(reply.reason);
    });
    for (const type of ['error', 'messageerror'])
      worker.addEventListener(type, (event) => {
        event.preventDefault();
        fail(UNREACHABLE);
      });
    worker.postMessage({ type: 'configure', forced: backend } satisfies Request);
    worker.postMessage({
      type: 'figure',
      job: 1,
      figure: 'fold',
      values: initialValues(fold.parameters),
      seed: 1,
    } satisfies Request);
  });
}

function startWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'device' });
}
