import { expect, inject, test } from 'vitest';
import { askRung } from '../../src/runtime/ask-rung.ts';

const backend = inject('backend');
const silent = () => new Worker(new URL('./workers/silent.ts', import.meta.url), { type: 'module' });

test('a sound device is reported as it was measured', async () => {
  const answer = await askRung(backend);
  expect(answer).toMatchObject({
    held: true,
    report: { backend, arithmetic: { precision: 24 }, library: expect.stringContaining('TensorFlow.js') },
  });
});

test('a device that never answers is given up, and said so', async () => {
  expect(await askRung(backend, silent, 300)).toEqual({
    held: false,
    reason: 'It did not answer in time.',
  });
});

test('a worker that cannot be loaded is said so', async () => {
  const missing = () => new Worker(new URL('/no-such-worker.js', location.href), { type: 'module' });
  expect(await askRung(backend, missing, 10_000)).toMatchObject({
    held: false,
    reason: expect.stringContaining('could not be loaded'),
  });
});
