import type { Reply, Request } from '../../../src/runtime/protocol.ts';

// A worker that answers a cancellation with signs of life and never stops.
const say = (reply: Reply) => self.postMessage(reply);

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.type === 'run') say({ type: 'progress', job: data.job, progress: { phase: 'opening' } });
  if (data.type !== 'cancel') return;
  const { job } = data;
  setInterval(() => say({ type: 'progress', job, progress: { phase: 'running', done: 1, total: 2 } }), 20);
});
