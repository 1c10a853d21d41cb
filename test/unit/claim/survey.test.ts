import { beforeAll, describe, expect, test } from 'vitest';
import { type Claim, defineTrajectory, type Identity } from '../../../src/claim/claim.ts';
import type { Device } from '../../../src/claim/device.ts';
import { type IntegerParameter, integer } from '../../../src/claim/parameters.ts';
import { runClaim } from '../../../src/claim/run-claim.ts';
import { surveyClaim, withSurvey } from '../../../src/claim/survey.ts';
import { loadClaim } from '../../../src/claims/registry.ts';
import { widthProblem } from '../../../src/evidence/bound-width.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { anEvidence } from '../islands/examples.ts';

let device: Device;
let fold: Identity;

beforeAll(async () => {
  device = (await openDevice('cpu')).device;
  fold = (await loadClaim('fold-holds-for-any-activation')) as Identity;
});

const survey = (claim: Claim, given: Partial<Parameters<typeof surveyClaim>[1]> = {}) =>
  surveyClaim(claim, { device, seed: 5, draws: 500, ...given });

describe('a survey', () => {
  test('is made at the smallest sizes, and finds an error that comes near its bound', async () => {
    const found = await survey(fold);
    expect(found).toMatchObject({
      failure: null,
      survey: { draws: 500, parameters: { g: 'relu', n: 1, batch: 1 }, wide: null },
    });
    expect(found?.survey.ratio).toBeGreaterThan(0.1);
    expect(found?.survey.ratio).toBeLessThan(1);
  });

  test('of one seed is one survey, of another another', async () => {
    expect(await survey(fold)).toEqual(await survey(fold));
    expect(await survey(fold, { seed: 6 })).not.toEqual(await survey(fold));
  });

  test('of more draws finds no smaller ratio', async () => {
    const few = await survey(fold, { draws: 100 });
    const many = await survey(fold, { draws: 1000 });
    expect(many?.survey.ratio).toBeGreaterThanOrEqual(few?.survey.ratio as number);
  });

  test('is not made of a claim whose check allows no error', async () => {
    expect(await survey((await loadClaim('one-layer-skip-folds')) as Claim)).toBeNull();
  });

  test('that finds an error beyond its bound refutes the claim', async () => {
    const falsehood = { ...fold, left: fold.control.left as Identity['left'] };
    const found = await survey(falsehood);
    expect(found?.failure).toMatchObject({ verdict: 'refuted' });
    expect(found?.survey.ratio).toBeGreaterThan(1);
    const run = await runClaim('fold', fold, { values: { g: 'relu', n: 2, batch: 2 }, seed: 1, device });
    expect(run.verdict).toBe('holds');
    if (!found) throw new Error('no survey');
    expect(withSurvey(run, found)).toMatchObject({ verdict: 'refuted', claimed: found.failure });
  });

  test('on a device that errs in a single draw is undecided', async () => {
    let evaluations = 0;
    const failing: Device = {
      ...device,
      evaluate: async (program, inputs) => {
        const computed = await device.evaluate(program, inputs);
        evaluations += 1;
        const [side] = Object.values<{ data: Float32Array }>(computed);
        if (evaluations === 2 && side) side.data[10] = 12345;
        return computed;
      },
    };
    const found = await survey(fold, { device: failing, draws: 4_000 });
    expect(found?.failure).toMatchObject({ verdict: 'undecided', reason: 'device at fault', trials: 2_011 });
    expect(found?.survey.draws).toBe(2_011);
  });

  test('of a trajectory counts its steps', async () => {
    const thirds = defineTrajectory<{ n: IntegerParameter }, 'w', 'a', 'v'>({
      title: 'A third of a sum is the sum of thirds',
      statement: String.raw`\tfrac13(w + a) = \tfrac13 w + \tfrac13 a`,
      hypotheses: ['none'],
      parameters: { n: integer({ label: 'Width', min: 2, max: 8, initial: 4 }) },
      steps: 7,
      draw: ({ n }, draw) => ({ w: draw.bias(n), a: draw.bias(n) }),
      step: (tf, { w, a }) => ({ w: tf.mul(tf.scalar(1 / 3), tf.add(w, a)) }),
      carry: (_tf, { w }) => ({ v: w }),
      twin: (tf, { v, a }) => ({
        v: tf.add(tf.mul(tf.scalar(1 / 3), v), tf.mul(tf.scalar(1 / 3), a)),
      }),
      control: { says: 'a may be forgotten', twin: (tf, { v }) => ({ v: tf.mul(tf.scalar(1 / 3), v) }) },
      sources: ['he2015resnet'],
    });
    let evaluations = 0;
    const counting: Device = {
      ...device,
      evaluate: (program, inputs) => {
        evaluations += 1;
        return device.evaluate(program, inputs);
      },
    };
    const found = await survey(thirds, { device: counting, draws: 700 });
    expect(found).toMatchObject({ failure: null, survey: { draws: 700, parameters: { n: 2 } } });
    expect(found?.survey.ratio).toBeGreaterThan(0.1);
    // A hundred runs of seven steps: a step goes on from where the last one came to.
    expect(evaluations).toBe(7);
  });
});

describe('a wide bound', () => {
  const found = (ratio: number | null, wide: string | null) =>
    widthProblem(anEvidence({ survey: { draws: 10_000, parameters: { n: 1 }, ratio, wide } }));

  test('is a problem where nothing says why', () => {
    expect(found(0.0099, null)).toMatchObject({
      name: 'WideBound',
      message: expect.stringContaining('0.0099'),
    });
    expect(found(0.0099, 'a reason')).toBeNull();
  });

  test('that is none needs no reason', () => {
    expect(found(0.01, null)).toBeNull();
    expect(found(0.01, 'a reason')).toMatchObject({ name: 'WideBound', hint: 'Remove its `wide`.' });
  });

  test('is not spoken of where nothing was surveyed, or nothing finite found', () => {
    expect(widthProblem(anEvidence())).toBeNull();
    expect(found(null, null)).toBeNull();
  });
});
