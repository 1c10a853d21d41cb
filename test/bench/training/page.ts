import type { TrainingPlan } from '../../../src/claim/training.ts';
import type { Limits, Pace } from './contender.ts';
import type { Reply, Request } from './contenders/serve.ts';

/** What the bench calls in the page. */
export interface Laboratory {
  losses(contender: string, plan: TrainingPlan): Promise<readonly number[]>;
  /** @throws {Error} with a sentence where it takes longer than `timeoutMs`; the contender starts anew then. */
  pace(contender: string, plan: TrainingPlan, limits: Limits, timeoutMs: number): Promise<Pace>;
}

/** Each in a worker of its own, which idles while another is measured. */
const CONTENDERS: Readonly<Record<string, () => Worker>> = {
  'this engine, cpu': () => engine('cpu'),
  'this engine, webgl': () => engine('webgl'),
  'this engine, webgpu': () => engine('webgpu'),
  'tf.layers, cpu': () => layers('cpu'),
  'tf.layers, webgl': () => layers('webgl'),
  'tf.layers, webgpu': () => layers('webgpu'),
  ConvNetJS: () =>
    new Worker(new URL('./contenders/convnetjs.worker.ts', import.meta.url), { type: 'module' }),
  'typed-array loop': () => loop(),
  // The same code in a worker that does nothing else: how fast the machine is at the moment.
  control: () => loop(),
};

function engine(name: string): Worker {
  return new Worker(new URL('./contenders/engine.worker.ts', import.meta.url), { type: 'module', name });
}

function layers(name: string): Worker {
  return new Worker(new URL('./contenders/layers.worker.ts', import.meta.url), { type: 'module', name });
}

function loop(): Worker {
  return new Worker(new URL('./contenders/loop.worker.ts', import.meta.url), { type: 'module' });
}

const workers = new Map<string, Worker>();
let asked = 0;

type Question = { [R in Request as R['type']]: Omit<R, 'id'> }[Request['type']];

function ask<Answer>(contender: string, question: Question, timeoutMs = 0): Promise<Answer> {
  const open = CONTENDERS[contender];
  if (!open) throw new Error(`No contender is named "${contender}".`);
  const worker = workers.get(contender) ?? open();
  workers.set(contender, worker);
  const id = asked++;
  return new Promise<Answer>((resolve, reject) => {
    const end = new AbortController();
    const fail = (sentence: string) => {
      end.abort();
      worker.terminate();
      workers.delete(contender);
      reject(new Error(sentence));
    };
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<Reply>) => {
        if (data.id !== id) return;
        if ('problem' in data) return fail(data.problem);
        end.abort();
        resolve(data.value as Answer);
      },
      { signal: end.signal },
    );
    worker.addEventListener('error', ({ message }) => fail(message), { signal: end.signal });
    if (timeoutMs > 0) {
      const timer = setTimeout(() => fail(`It took longer than ${timeoutMs / 1000} s.`), timeoutMs);
      end.signal.addEventListener('abort', () => clearTimeout(timer));
    }
    worker.postMessage({ ...question, id });
  });
}

declare global {
  var laboratory: Laboratory;
}

globalThis.laboratory = {
  losses: (contender, plan) => ask(contender, { type: 'losses', plan }),
  pace: (contender, plan, limits, timeoutMs) => ask(contender, { type: 'pace', plan, limits }, timeoutMs),
};
