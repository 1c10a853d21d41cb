import { beforeAll, describe, expect, test } from 'vitest';
import { type Criterion, defineExperiment } from '../../../src/claim/claim.ts';
import { Cancelled, type Device } from '../../../src/claim/device.ts';
import { evidenceSchema } from '../../../src/claim/evidence-schema.ts';
import { choice } from '../../../src/claim/parameters.ts';
import { runClaim } from '../../../src/claim/run-claim.ts';
import { HE, lastLoss, networksFrom, spiralPlan } from '../../../src/claim/spiral-plans.ts';
import { auditClaim } from '../../../src/evidence/audit.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';

let device: Device;
beforeAll(async () => {
  device = (await openDevice('cpu')).device;
});

const SEEDS = 16;
const above = (threshold: number): Criterion<'growth'> => ({
  quantity: 'growth',
  says: 'the growth',
  statistic: 'median',
  relation: 'above',
  threshold,
});

/** An experiment whose observation is what is given, one number a seed. */
function observing(values: (i: number) => number, threshold: number, control = 100) {
  let times = 0;
  const claim = defineExperiment({
    title: 'Something grows',
    statement: 'x > 0',
    hypotheses: ['something'],
    parameters: {},
    sources: ['some2020source'],
    seeds: SEEDS,
    isLong: false,
    trainings: 0,
    observe: async (_lab, _values, seeds) => {
      times += 1;
      return { growth: seeds.map((_, i) => values(i)) };
    },
    criteria: [above(threshold)],
    published: 'holds',
    control: { says: 'it grows by 100', criteria: [above(control)] },
  });
  return {
    run: () => runClaim('some-experiment', claim, { values: {}, seed: 1, device }),
    times: () => times,
  };
}

describe('an experiment', () => {
  test('holds where the whole interval is on the right side, and its control is refuted by the same observation', async () => {
    const { run, times } = observing((i) => 2 + i / 100, 1);
    const evidence = await run();
    expect(evidence).toMatchObject({
      verdict: 'holds',
      check: 'interval',
      published: 'holds',
      claimed: { trials: SEEDS, measurement: { type: 'interval', low: 2.03, high: 2.12 } },
      control: { verdict: 'refuted' },
      findings: [{ says: 'the growth', low: 2.03, high: 2.12, threshold: 1, verdict: 'holds' }],
    });
    expect(evidenceSchema.safeParse(JSON.parse(JSON.stringify(evidence))).success).toBe(true);
    expect(times()).toBe(1);
  });

  test('is refuted on the wrong side', async () => {
    expect(await observing((i) => i / 100, 1).run()).toMatchObject({ verdict: 'refuted' });
  });

  test('is undecided where the interval straddles its criterion', async () => {
    expect(await observing((i) => i, 7).run()).toMatchObject({
      verdict: 'undecided',
      reason: 'interval straddles',
    });
  });

  test('is undecided where a seed gave no number, and where its control is not refuted', async () => {
    const nan = observing((i) => (i === 3 ? Number.NaN : 2), 1);
    expect(await nan.run()).toMatchObject({ verdict: 'undecided', reason: 'not finite' });
    expect(await observing(() => 200, 1).run()).toMatchObject({
      verdict: 'undecided',
      reason: 'control not refuted',
    });
  });

  test('refuses an observation that leaves seeds out', async () => {
    const claim = defineExperiment({
      title: 'x',
      statement: 'x',
      hypotheses: ['x'],
      parameters: {},
      sources: ['x'],
      seeds: SEEDS,
      isLong: false,
      trainings: 0,
      observe: async () => ({ growth: [1, 2, 3] }),
      criteria: [above(1)],
      published: 'holds',
      control: { says: 'x', criteria: [above(2)] },
    });
    await expect(runClaim('x', claim, { values: {}, seed: 1, device })).rejects.toThrow(
      '3 values for 16 seeds',
    );
  });
});

describe('an experiment that trains', () => {
  /** Two trainings of so many steps. */
  const training = (steps: number, trainings = 2) =>
    defineExperiment({
      title: 'A loss falls',
      statement: 'x',
      hypotheses: ['x'],
      parameters: {},
      sources: ['x'],
      seeds: SEEDS,
      isLong: false,
      trainings,
      observe: async (lab, _values, seeds) => {
        const networks = networksFrom(seeds, HE, 0.01);
        const plan = spiralPlan({ block: 'plain', depth: 6, width: 8, networks, steps, recordEvery: steps });
        const [before, after] = [
          lastLoss(await lab.train({ ...plan, steps: 0 })),
          lastLoss(await lab.train(plan)),
        ];
        return { growth: before.map((loss, k) => loss / (after[k] as number)) };
      },
      criteria: [above(1)],
      published: 'holds',
      control: { says: 'it falls to a hundredth', criteria: [above(100)] },
    });

  test('tells progress that never goes back, and in parts', async () => {
    const told: number[] = [];
    const onProgress = (done: number, total: number) => {
      expect(total).toBe(4);
      told.push(done);
    };
    const evidence = await runClaim('x', training(200), { values: {}, seed: 1, device, onProgress });
    expect(evidence.verdict).toBe('holds');
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(4);
    expect(told.some((done) => done > 1 && done < 2)).toBe(true);
  });

  test('is stopped between two steps', async () => {
    const signal = { aborted: false };
    const told: number[] = [];
    const onProgress = (done: number) => {
      told.push(done);
      if (done > 1) signal.aborted = true;
    };
    const run = runClaim('x', training(1_000_000), { values: {}, seed: 1, device, signal, onProgress });
    await expect(run).rejects.toThrow(Cancelled);
    expect(told.at(-1)).toBeLessThan(1.1);
  });

  test('must say how often it trains', async () => {
    const run = runClaim('x', training(5, 3), { values: {}, seed: 1, device });
    await expect(run).rejects.toThrow('`trainings` says 3, but 2 were asked for.');
  });
});

test('criteria and what is published may depend on the case', async () => {
  const claim = defineExperiment({
    title: 'x',
    statement: 'x',
    hypotheses: ['x'],
    parameters: { depth: choice({ label: 'Depth', options: ['1', '3'], initial: '1' }) },
    sources: ['x'],
    seeds: SEEDS,
    isLong: false,
    trainings: 0,
    observe: async (_lab, _values, seeds) => ({ growth: seeds.map(() => 2) }),
    criteria: ({ depth }) => [above(Number(depth))],
    published: ({ depth }) => (depth === '1' ? 'holds' : 'refuted'),
    control: { says: 'x', criteria: [above(100)] },
  });
  const run = (depth: string) => runClaim('x', claim, { values: { depth }, seed: 1, device });
  expect(await run('1')).toMatchObject({ verdict: 'holds', published: 'holds' });
  expect(await run('3')).toMatchObject({ verdict: 'refuted', published: 'refuted' });
  expect(auditClaim('x', { ...claim, criteria: () => [] } as never)).toMatchObject({ property: 'criteria' });
});
