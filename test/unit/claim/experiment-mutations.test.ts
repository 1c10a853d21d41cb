import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Experiment } from '../../../src/claim/claim.ts';
import type { Device } from '../../../src/claim/device.ts';
import type { Evidence } from '../../../src/claim/evidence-schema.ts';
import type { Values } from '../../../src/claim/parameters.ts';
import { runClaim } from '../../../src/claim/run-claim.ts';
import type { BlockKind, NetworkPlan, TrainingPlan, TrainingRecord } from '../../../src/claim/training.ts';
import { loadClaim } from '../../../src/claims/registry.ts';
import { seedOf } from '../../../src/numerics/random.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { EXPERIMENT_IDS } from '../../support/claim-ids.ts';

/** What is trained in the place of a plan: the plan itself where the fault is elsewhere. */
type Fault = (plan: TrainingPlan) => TrainingPlan;

const everyNetwork =
  (change: (network: NetworkPlan) => Partial<NetworkPlan>): Fault =>
  (plan) => ({ ...plan, networks: plan.networks.map((network) => ({ ...network, ...change(network) })) });
const everyLayer =
  (change: Partial<TrainingPlan['architecture']>): Fault =>
  (plan) => ({ ...plan, architecture: { ...plan.architecture, ...change } });
const where =
  (isMeant: (plan: TrainingPlan) => boolean, fault: Fault): Fault =>
  (plan) =>
    isMeant(plan) ? fault(plan) : plan;
const of =
  (block: BlockKind) =>
  ({ architecture }: TrainingPlan) =>
    architecture.block === block;
const isMoved = ({ networks }: TrainingPlan) => networks.some(({ plusIdentity }) => plusIdentity);
const isShrunk = ({ networks }: TrainingPlan) => networks.some(({ scale }) => scale < 1);
const withRate = (factor: number) => everyNetwork(({ rate }) => ({ rate: factor * rate }));
const withScale = (factor: number) => everyNetwork(({ scale }) => ({ scale: factor * scale }));

interface Row {
  readonly values: Values;
  readonly faults: Readonly<Record<string, Fault>>;
  /** True where each criterion is about one arm: those that no fault touches need no training then. */
  readonly armsStandAlone?: boolean;
}

/**
 * Faults in what is trained, at least three a claim, some of them a hypothesis taken away. An experiment is
 * run at its published size and seed; of those that take minutes, a case that takes seconds.
 */
const ROWS: Readonly<Record<string, Row>> = {
  'every-length-needs-its-own-scale': {
    values: { n: 64 },
    faults: {
      'weights of variance 1/n, not He’s draws': withScale(Math.SQRT1_2),
      'T1 without its skip': where(of('T1'), everyLayer({ block: 'plain' })),
      'plain layers with a skip': where(of('plain'), everyLayer({ block: 'T1' })),
      'the last weight of each block at 0': everyNetwork(() => ({ lastScale: 0 })),
      'no ReLU': everyLayer({ activation: 'linear' }),
    },
  },
  'plain-depth-collapses-inputs': {
    values: { n: 64 },
    faults: {
      'no ReLU': everyLayer({ activation: 'linear' }),
      'tanh for ReLU': everyLayer({ activation: 'tanh' }),
      'σ for ReLU': everyLayer({ activation: 'sigmoid' }),
    },
  },
  'matched-starts-have-one-curve': {
    values: { depth: '6' },
    faults: {
      'the identity left out of the start': everyNetwork(() => ({ plusIdentity: false })),
      'the skip on the wrong side of the activation': where(of('T1'), everyLayer({ block: 'T2' })),
      'plain layers at twice the rate': where(isMoved, withRate(2)),
      'plain layers from a draw a tenth larger': where(isMoved, withScale(1.1)),
      'other draws': where(
        isMoved,
        everyNetwork(({ seed }) => ({ seed: (seed + 1) % 2 ** 32 })),
      ),
    },
  },
  'depth-lab': {
    values: { depth: '12' },
    armsStandAlone: true,
    faults: {
      'T1’s start scaled up': where(
        (plan) => of('T1')(plan) && isShrunk(plan),
        everyNetwork(({ scale }) => ({ scale: 1 / scale })),
      ),
      'T1’s skip left out': where((plan) => of('T1')(plan) && isShrunk(plan), everyLayer({ block: 'plain' })),
      'the identity left out of plain layers’ start': where(
        isMoved,
        everyNetwork(() => ({ plusIdentity: false })),
      ),
      'three-layer blocks at a thousandth of their rates': where(of('three'), withRate(1e-3)),
    },
  },
  'block-length-at-equal-parameters': {
    values: { depth: '6' },
    faults: {
      'two-layer blocks at a thousandth of their rates': where(of('two'), withRate(1e-3)),
      'two-layer blocks stuck at zero': where(of('two'), withScale(0)),
      'two-layer blocks stopped after five steps': where(of('two'), (plan) => ({ ...plan, steps: 5 })),
    },
  },
};

let device: Device;
beforeAll(async () => {
  device = (await openDevice('cpu')).device;
});

let tried = 0;
let caught = 0;
afterAll(() => console.info(`Planted faults in experiments: ${tried} tried, ${caught} caught.`));

test('every experiment has a row', () => {
  expect(Object.keys(ROWS).sort()).toEqual([...EXPERIMENT_IDS].sort());
});

describe.each(Object.entries(ROWS))('%s', (id, { values, faults, armsStandAlone }) => {
  test('notices faults planted in what it trains', async () => {
    const claim = (await loadClaim(id)) as Experiment;
    // A fault in one arm leaves the others as they were: these are trained once.
    const trained = new Map<string, Promise<TrainingRecord>>();
    const run = (fault: Fault): Promise<Evidence> => {
      const train: Device['train'] = (plan) => {
        const key = JSON.stringify(plan);
        const record = trained.get(key) ?? device.train(plan);
        trained.set(key, record);
        return record;
      };
      const faulty = (plan: TrainingPlan): TrainingPlan => {
        const isIdle = armsStandAlone && Object.values(faults).every((fault) => fault(plan) === plan);
        return isIdle ? { ...plan, steps: 0 } : fault(plan);
      };
      // In the plans and not in the device: one that trains something else is found out.
      const planted: Experiment = {
        ...claim,
        observe: (lab, ...rest) =>
          claim.observe({ ...lab, train: (plan) => lab.train(faulty(plan)) }, ...rest),
      };
      return runClaim(id, planted, { values, seed: seedOf(id), device: { ...device, train } });
    };
    const sound = await run((plan) => plan);
    if (!armsStandAlone) expect(sound.verdict).toBe(sound.published);

    const survivors: string[] = [];
    for (const [says, fault] of Object.entries(faults)) {
      tried += 1;
      // Where everything held it is refuted; where not, something is refuted that was not.
      if (refutedIn(await run(fault)).some((found) => !refutedIn(sound).includes(found))) caught += 1;
      else survivors.push(says);
    }
    expect(survivors).toEqual([]);
    expect(Object.keys(faults).length).toBeGreaterThanOrEqual(3);
  }, 300_000);
});

function refutedIn({ findings }: Evidence): string[] {
  return (findings ?? []).filter(({ verdict }) => verdict === 'refuted').map(({ says }) => says);
}
