import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type Experiment, inCase } from '../../src/claim/claim.ts';
import { BACKENDS, type Backend, type Device } from '../../src/claim/device.ts';
import { casesOf, type Values } from '../../src/claim/parameters.ts';
import { runClaim } from '../../src/claim/run-claim.ts';
import { loadClaim } from '../../src/claims/registry.ts';
import { seedOf } from '../../src/numerics/random.ts';
import { openDevice } from '../../src/runtime/ladder.ts';
import { tensorCount } from '../../src/runtime/tensor-device.ts';
import { EXPERIMENT_IDS } from '../support/claim-ids.ts';

/** A case of an experiment that is not run on a backend here. */
interface LeftOut {
  readonly claim: string;
  readonly backends: readonly Backend[];
  readonly isMeant: (values: Values) => boolean;
  readonly reason: string;
}

const GPUS = ['webgpu', 'webgl'] as const;
const SLOW =
  'a GPU in software takes about a hundred steps of a network in a second, and this is hundreds of thousands';
const LEDGER = 'the test of the ledger runs it on each backend, on the built site';
const isDeep = ({ depth }: Values) => depth !== '6';

const LEFT_OUT: readonly LeftOut[] = [
  { claim: 'every-length-needs-its-own-scale', backends: BACKENDS, isMeant: () => true, reason: LEDGER },
  { claim: 'plain-depth-collapses-inputs', backends: BACKENDS, isMeant: () => true, reason: LEDGER },
  {
    claim: 'matched-starts-have-one-curve',
    backends: BACKENDS,
    isMeant: (values) => !isDeep(values),
    reason: LEDGER,
  },
  { claim: 'depth-lab', backends: GPUS, isMeant: () => true, reason: SLOW },
  { claim: 'block-length-at-equal-parameters', backends: GPUS, isMeant: () => true, reason: SLOW },
  { claim: 'depth-lab', backends: ['cpu'], isMeant: isDeep, reason: 'it takes minutes: Node has judged it' },
  {
    claim: 'block-length-at-equal-parameters',
    backends: ['cpu'],
    isMeant: isDeep,
    reason: 'it takes minutes: Node has judged it',
  },
  {
    claim: 'matched-starts-have-one-curve',
    backends: GPUS,
    isMeant: isDeep,
    reason: 'a GPU in software takes minutes: the cpu has judged it',
  },
];

const backend = inject('backend');
let device: Device;

beforeAll(async () => {
  device = (await openDevice(backend)).device;
}, 60_000);

// At the published size and seed only: any other seed is another sample, whose interval may lie elsewhere.
describe.each(EXPERIMENT_IDS)('%s', async (id) => {
  const claim = (await loadClaim(id)) as Experiment;
  for (const values of casesOf(claim.parameters)) {
    test(`comes out as published, and its control is refuted: ${JSON.stringify(values)}`, async ({
      skip,
    }) => {
      const leftOut = LEFT_OUT.find(
        (row) => row.claim === id && row.backends.includes(backend) && row.isMeant(values),
      );
      if (leftOut) {
        console.info(`Left out on ${backend}: ${id} ${JSON.stringify(values)}, since ${leftOut.reason}.`);
        skip(leftOut.reason);
      }
      const before = tensorCount();
      const evidence = await runClaim(id, claim, { values, seed: seedOf(id), device });
      expect(evidence).toMatchObject({
        verdict: inCase(claim.published, values as never),
        backend,
        control: { verdict: 'refuted' },
      });
      expect(tensorCount()).toBe(before);
    }, 300_000);
  }
});
