import { expect, test } from 'vitest';
import { createClient, type Limits } from '../../../src/runtime/client.ts';
import { MISSING_CODE } from '../../../src/runtime/missing-code.ts';
import type { WorkerLike } from '../../../src/runtime/one-worker.ts';
import type { Reply, Request } from '../../../src/runtime/protocol.ts';

const LIMITS: Limits = { startMs: 5_000, silenceMs: 5_000, cancelMs: 20, retriesMs: [1, 1] };
const RUN = { claim: 'a-claim', values: {}, seed: 1, version: 'both' } as const;
const DONE = { version: 'both' } as unknown as Extract<Reply, { type: 'done' }>['result'];

type Answer = (job: number) => readonly (Reply | 'unreadable')[];
const done: Answer = (job) => [{ type: 'done', job, result: DONE }];
const missing: Answer = (job) => [{ type: 'code missing', job }];
const lost: Answer = (job) => [{ type: 'broken', job, cause: 'device lost', reason: 'gone' }];
const lostAfterATrial: Answer = (job) => [
  { type: 'progress', job, progress: { phase: 'running', done: 1, total: 9 } },
  ...lost(job),
];

/** A client whose workers answer so, one after another; the last answers for all that follow. */
function clientOf(...answers: readonly Answer[]) {
  let started = 0;
  const start = (): WorkerLike => {
    const answer = answers[Math.min(started++, answers.length - 1)] as Answer;
    const listeners: Record<string, (event: MessageEvent<Reply>) => void> = {};
    return {
      postMessage: (request: Request) => {
        if (request.type !== 'run') return;
        for (const data of answer(request.job))
          queueMicrotask(() =>
            listeners[data === 'unreadable' ? 'messageerror' : 'message']?.({ data } as MessageEvent<Reply>),
          );
      },
      addEventListener: (type: string, listener: unknown) => {
        listeners[type] = listener as (event: MessageEvent<Reply>) => void;
      },
      terminate: () => {},
    } as WorkerLike;
  };
  return { client: createClient(start, null, LIMITS), workers: () => started };
}

test('code that is missing is asked for again in another worker, and the page is told', async () => {
  const { client, workers } = clientOf(missing, missing, done);
  const phases: string[] = [];
  expect(await client.run(RUN, ({ phase }) => phases.push(phase)).ending).toMatchObject({ status: 'done' });
  expect(phases).toEqual(['waiting', 'waiting']);
  expect(workers()).toBe(3);
});

test('code that stays missing ends in a sentence; the next job has all its tries again', async () => {
  const { client, workers } = clientOf(missing);
  for (const tries of [3, 6]) {
    expect(await client.run(RUN).ending).toEqual({ status: 'failed', sentence: MISSING_CODE });
    expect(workers()).toBe(tries);
  }
});

test.each([
  ['as it is told that it waits', (cancel: () => void) => cancel()],
  ['while it waits', (cancel: () => void) => queueMicrotask(cancel)],
])('a job that is stopped %s for code ends as cancelled, and asks for none', async (_, when) => {
  const { client, workers } = clientOf(missing, done);
  const job = client.run(RUN, ({ phase }) => phase === 'waiting' && when(job.cancel));
  expect(await job.ending).toEqual({ status: 'cancelled' });
  expect(workers()).toBe(1);
});

test('what a worker says and cannot be read is told as that, and not as code that is missing', async () => {
  const unreadable: Answer = () => ['unreadable'];
  const { client, workers } = clientOf(unreadable, done);
  expect(await client.run(RUN).ending).toMatchObject({
    status: 'failed',
    sentence: expect.stringContaining('what it said could not be read'),
  });
  expect(workers()).toBe(1);
  expect(await client.run(RUN).ending).toMatchObject({ status: 'done' });
});

test('a device lost before anything was computed on it costs nothing: another is opened', async () => {
  const { client, workers } = clientOf(lost, done);
  expect(await client.run(RUN).ending).toMatchObject({ status: 'done' });
  expect(workers()).toBe(2);
});

test.each([
  ['lost in mid-run', [lostAfterATrial, done], 1],
  ['lost again', [lost, lost, done], 2],
] as const)('a device %s leaves the job undecided', async (_, answers, workersNeeded) => {
  const { client, workers } = clientOf(...answers);
  expect(await client.run(RUN).ending).toMatchObject({ status: 'undecided', reason: 'device lost' });
  expect(workers()).toBe(workersNeeded);
  expect(await client.run(RUN).ending).toMatchObject({ status: 'done' });
});

test('a claim is rehearsed in the worker that then runs it', async () => {
  const { client, workers } = clientOf(done);
  client.prepare('a-claim');
  expect(workers()).toBe(1);
  expect(await client.run(RUN).ending).toMatchObject({ status: 'done' });
  expect(workers()).toBe(1);
});

test('a browser that starts no worker says so to the run, and not to the rehearsal before it', async () => {
  const client = createClient(
    () => {
      throw new Error('forbidden');
    },
    null,
    LIMITS,
  );
  expect(() => client.prepare('a-claim')).not.toThrow();
  expect(await client.run(RUN).ending).toMatchObject({
    status: 'failed',
    sentence: expect.stringContaining('forbidden'),
  });
});
