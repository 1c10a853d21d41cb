import { expect, inject, test } from 'vitest';
import { cdp } from 'vitest/browser';
import type { Values } from '../../src/claim/parameters.ts';
import { initialValues } from '../../src/claim/parameters.ts';
import depthCurves from '../../src/claims/figures/depth-curves.ts';
import { loadClaim } from '../../src/claims/registry.ts';
import { seedOf } from '../../src/numerics/random.ts';
import { createClient, type Limits } from '../../src/runtime/client.ts';
import type { Client } from '../../src/runtime/job.ts';
import { EXPERIMENT_IDS, FORMULA_IDS, QUICK_IDS } from '../support/claim-ids.ts';

const backend = inject('backend');
/** A GPU in software takes minutes for experiments, and experiments.test.ts has it run them once already. */
const RUN_IDS = backend === 'cpu' ? QUICK_IDS : FORMULA_IDS;
/** A lie is found out by the first sample, which a GPU in software takes seconds for: there, one is enough. */
const TRAINED_IDS = backend === 'cpu' ? EXPERIMENT_IDS : ['matched-starts-have-one-curve'];
const PATIENT: Limits = { startMs: 60_000, silenceMs: 60_000, cancelMs: 20_000, retriesMs: [10] };

const WORKERS = {
  honest: () => new Worker(new URL('../../src/runtime/worker.ts', import.meta.url), { type: 'module' }),
  zeros: () => new Worker(new URL('./workers/zeros.ts', import.meta.url), { type: 'module' }),
  NaN: () => new Worker(new URL('./workers/not-a-number.ts', import.meta.url), { type: 'module' }),
  noise: () => new Worker(new URL('./workers/noise.ts', import.meta.url), { type: 'module' }),
  stubborn: () => new Worker(new URL('./workers/stubborn.ts', import.meta.url), { type: 'module' }),
  silent: () => new Worker(new URL('./workers/silent.ts', import.meta.url), { type: 'module' }),
};

/** A client whose workers are ended with the test. */
async function withClient(
  kind: keyof typeof WORKERS,
  use: (client: Client, started: Worker[]) => Promise<void>,
  limits = PATIENT,
) {
  const started: Worker[] = [];
  const start = () => {
    const worker = WORKERS[kind]();
    started.push(worker);
    return worker;
  };
  try {
    await use(createClient(start, backend, limits), started);
  } finally {
    for (const worker of started) worker.terminate();
  }
}

async function initial(id: string): Promise<Values> {
  return initialValues((await loadClaim(id))?.parameters ?? {});
}

test('an honest worker says how far it is, and finds of every claim what is published', async () => {
  await withClient('honest', async (client) => {
    const phases = new Set<string>();
    for (const claim of RUN_IDS) {
      const request = { claim, values: await initial(claim), seed: seedOf(claim), version: 'both' } as const;
      const ending = await client.run(request, ({ phase }) => phases.add(phase)).ending;
      if (ending.status !== 'done' || ending.result.version !== 'both')
        throw new Error(`${claim}: ${ending.status}`);
      const { evidence, device } = ending.result;
      expect(evidence, claim).toMatchObject({ verdict: evidence.published ?? 'holds', backend });
      expect(device.backend).toBe(backend);
    }
    expect([...phases].sort()).toEqual(['loading', 'opening', 'running']);
  });
}, 300_000);

/** Devices that began to lie after their self-test, and what every claim that evaluates must come to. */
const LIARS = [
  ['zeros', 'zeros', ['control not refuted', 'device at fault']],
  ['NaN', 'NaN', ['not finite']],
  ['every second output off in one entry', 'noise', ['device at fault']],
] as const;

test.each(LIARS)(
  'on a device that returns %s every claim is undecided',
  async (_what, liar, reasons) => {
    await withClient(liar, async (client) => {
      for (const claim of FORMULA_IDS) {
        const ending = await client.run({ claim, values: await initial(claim), seed: 1, version: 'both' })
          .ending;
        if (ending.status !== 'done' || ending.result.version !== 'both')
          throw new Error(`${claim}: ${ending.status}`);
        const { verdict, reason } = ending.result.evidence;
        expect({ claim, verdict, reason }).toEqual({
          claim,
          verdict: 'undecided',
          reason: expect.toBeOneOf([...reasons]),
        });
      }
    });
  },
  300_000,
);

test.each(backend === 'cpu' ? LIARS : LIARS.slice(-1))(
  'on a device that records %s no training is believed, an experiment’s or a figure’s',
  async (_what, liar) => {
    await withClient(liar, async (client) => {
      for (const claim of TRAINED_IDS) {
        const values = await initial(claim);
        const ending = await client.run({ claim, values, seed: seedOf(claim), version: 'both' }).ending;
        if (ending.status !== 'done' || ending.result.version !== 'both')
          throw new Error(`${claim}: ${ending.status}`);
        const { verdict, reason, findings } = ending.result.evidence;
        expect({ claim, verdict, reason, findings }).toEqual({
          claim,
          verdict: 'undecided',
          reason: 'device at fault',
          findings: null,
        });
      }
      const { parameters, views, seed } = depthCurves;
      const values = initialValues({ ...parameters, ...views });
      expect(await client.draw({ figure: 'depth-curves', values, seed }).ending).toMatchObject({
        status: 'undecided',
        reason: 'device at fault',
      });
    });
  },
  300_000,
);

test('the false version alone is refuted, at a named entry', async () => {
  await withClient('honest', async (client) => {
    const claim = 'one-layer-skip-folds';
    const ending = await client.run({ claim, values: await initial(claim), seed: 3, version: 'control' })
      .ending;
    expect(ending).toMatchObject({
      status: 'done',
      result: { version: 'control', outcome: { verdict: 'refuted', at: { trial: 0 } } },
    });
  });
});

test('a run can be stopped, and the next one is done by the same worker', async () => {
  await withClient('honest', async (client, started) => {
    const values = { n: 256, batch: 256 };
    let running!: () => void;
    const begun = new Promise<void>((resolve) => {
      running = resolve;
    });
    const job = client.run(
      { claim: 'one-layer-skip-folds', values, seed: 1, version: 'both' },
      ({ phase }) => phase === 'running' && running(),
    );
    await begun;
    job.cancel();
    expect(await job.ending).toEqual({ status: 'cancelled' });
    const next = client.run({
      claim: 'one-layer-skip-folds',
      values: { n: 2, batch: 2 },
      seed: 1,
      version: 'both',
    });
    expect(await next.ending).toMatchObject({ status: 'done', result: { evidence: { verdict: 'holds' } } });
    expect(started).toHaveLength(1);
  });
});

test('a job that is told to stop ends as cancelled, whatever its worker says', async () => {
  await withClient(
    'stubborn',
    async (client, started) => {
      let opening!: () => void;
      const opened = new Promise<void>((resolve) => {
        opening = resolve;
      });
      const request = {
        claim: 'one-layer-skip-folds',
        values: { n: 2, batch: 2 },
        seed: 1,
        version: 'both',
      } as const;
      const job = client.run(request, ({ phase }) => phase === 'opening' && opening());
      await opened;
      job.cancel();
      expect(await job.ending).toEqual({ status: 'cancelled' });
      expect(started).toHaveLength(1);
    },
    { startMs: 60_000, silenceMs: 60_000, cancelMs: 300, retriesMs: [] },
  );
});

test('a worker that stays silent is replaced, and the run is undecided', async () => {
  const limits = { startMs: 200, silenceMs: 200, cancelMs: 200, retriesMs: [] };
  await withClient(
    'silent',
    async (client, started) => {
      const jobs = [1, 2].map((seed) =>
        client.run({ claim: 'one-layer-skip-folds', values: { n: 2, batch: 2 }, seed, version: 'both' }),
      );
      for (const job of jobs)
        expect(await job.ending).toMatchObject({ status: 'undecided', reason: 'timed out' });
      expect(started).toHaveLength(2);
    },
    limits,
  );
});

test('a worker that cannot be loaded fails with a sentence', async () => {
  const client = createClient(() => new Worker('/no-such-file.js', { type: 'module' }), backend, PATIENT);
  const ending = await client.run({
    claim: 'one-layer-skip-folds',
    values: { n: 2, batch: 2 },
    seed: 1,
    version: 'both',
  }).ending;
  expect(ending).toMatchObject({
    status: 'failed',
    sentence: expect.stringContaining('could not be loaded'),
  });
});

test('an unknown claim fails with a sentence, and the worker lives on', async () => {
  await withClient('honest', async (client, started) => {
    const unknown = client.run({ claim: '__proto__', values: {}, seed: 1, version: 'both' });
    expect(await unknown.ending).toMatchObject({
      status: 'failed',
      sentence: 'No claim is named "__proto__".',
    });
    const known = client.run({
      claim: 'zero-weights-pass-the-signal',
      values: { layers: 1, n: 2, batch: 2 },
      seed: 1,
      version: 'both',
    });
    expect(await known.ending).toMatchObject({ status: 'done' });
    expect(started).toHaveLength(1);
  });
});

test('the figure’s two ways agree, and without the identity they do not', async () => {
  await withClient('honest', async (client) => {
    const ending = await client.draw({ figure: 'fold', values: { n: 4, g: 'linear' }, seed: 5 }).ending;
    if (ending.status !== 'done') throw new Error(JSON.stringify(ending));
    const { quantities, device } = ending.result;
    expect(device.backend).toBe(backend);
    expect(quantities.gSkipped).toEqual(quantities.gFolded);
    expect(quantities.gForgotten).not.toEqual(quantities.gFolded);
  });
});

test('after 1,000 runs the page’s heap is level', async () => {
  await withClient('honest', async (client) => {
    const claim = 'two-layer-block-is-not-one-layer';
    const run = async (seed: number) => {
      const ending = await client.run({ claim, values: { n: 2 }, seed, version: 'both' }).ending;
      expect(ending).toMatchObject({ status: 'done', result: { evidence: { verdict: 'holds' } } });
    };
    for (let seed = 0; seed < 100; seed++) await run(seed);
    const before = await heapBytes();
    for (let seed = 100; seed < 1_000; seed++) await run(seed);
    // 900 runs that each left their evidence behind would be some 2 MB.
    expect((await heapBytes()) - before).toBeLessThan(1_000_000);
  });
}, 300_000);

async function heapBytes(): Promise<number> {
  await cdp().send('HeapProfiler.collectGarbage');
  return (await cdp().send('Runtime.getHeapUsage')).usedSize;
}
