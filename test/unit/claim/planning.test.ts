import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { defineIdentity, type Identity } from '../../../src/claim/claim.ts';
import type { Device } from '../../../src/claim/device.ts';
import { integerDraw, realDraw } from '../../../src/claim/draw.ts';
import { initialValues, integer } from '../../../src/claim/parameters.ts';
import { runClaim } from '../../../src/claim/run-claim.ts';
import { planExact } from '../../../src/claim/run-identity.ts';
import { boundedInputs, runningErrorOps } from '../../../src/claim/running-error.ts';
import { loadClaim } from '../../../src/claims/registry.ts';
import { arithmeticOf } from '../../../src/numerics/arithmetic.ts';
import { gamma } from '../../../src/numerics/gamma.ts';
import { randomFrom } from '../../../src/numerics/random.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { seeds } from '../../support/arbitraries.ts';
import { QUICK_IDS } from '../../support/claim-ids.ts';

const FLOAT32 = arithmeticOf(24);
let fold: Identity;
let foldUnderActivation: Identity;
let device: Device;

beforeAll(async () => {
  fold = (await loadClaim('one-layer-skip-folds')) as Identity;
  foldUnderActivation = (await loadClaim('fold-holds-for-any-activation')) as Identity;
  device = (await openDevice('cpu')).device;
});

describe('an exact check', () => {
  test.each([
    [16, 1023],
    [128, 361],
    [512, 180],
  ])('of the fold at width %i draws integers up to %i', (n, entries) => {
    // n(B + 1)B + B ≤ 2²⁴: the folded side, whose weights reach B + 1.
    const plan = planExact(fold, { n, batch: 1 }, 24);
    expect(plan.entries).toBe(entries);
    expect(n * (entries + 1) * entries + entries).toBeLessThanOrEqual(2 ** 24);
    expect(n * (entries + 2) * (entries + 1) + entries + 1).toBeGreaterThan(2 ** 24);
    expect(plan).toMatchObject({ degree: 2, setSize: 2 * entries + 1 });
  });

  test('looks at no fewer than 64 entries, since controls pass by chance at small sizes', () => {
    expect(planExact(fold, { n: 1, batch: 1 }, 24).trials).toBeGreaterThanOrEqual(64);
  });

  test('is undecided where the device keeps too few bits', async () => {
    const float16: Device = { ...device, arithmetic: arithmeticOf(11) };
    const run = (n: number) => runClaim('fold', fold, { values: { n, batch: 4 }, seed: 1, device: float16 });
    expect(await run(8)).toMatchObject({ verdict: 'holds', precision: 11 });
    const wide: Identity = { ...fold, parameters: { ...fold.parameters } };
    const evidence = await runClaim('fold', wide, {
      values: { n: 4096, batch: 1 },
      seed: 1,
      device: float16,
    });
    expect(evidence).toMatchObject({ verdict: 'undecided', reason: 'precision too low', falsePass: null });
  });

  test('refuses what is not a polynomial', async () => {
    const relu = { ...fold, left: fold.left, right: ((tf, x) => tf.relu(x.a as never)) as Identity['right'] };
    await expect(runClaim('fold', relu, { values: { n: 2, batch: 2 }, seed: 1, device })).rejects.toThrow(
      'polynomials',
    );
  });

  test.each<[string, boolean, Identity['left']]>([
    ['signs times what is not negative', true, (tf, { s, p }) => tf.relu(tf.mul(s as never, p as never))],
    [
      'such a product, negated',
      true,
      (tf, { s, p }) => tf.relu(tf.mul(tf.scalar(-1), tf.mul(s as never, p as never))),
    ],
    [
      'such a product beside zero times anything',
      true,
      (tf, { s, p, z, x }) => tf.relu(tf.add(tf.mul(z as never, x as never), tf.mul(s as never, p as never))),
    ],
    [
      'a sum of two such products',
      false,
      (tf, { s, t, p }) => tf.relu(tf.add(tf.mul(s as never, p as never), tf.mul(t as never, p as never))),
    ],
    ['signs times anything', false, (tf, { s, x }) => tf.relu(tf.mul(s as never, x as never))],
    ['a matrix of signs times a column', false, (tf, { s, p }) => tf.relu(tf.matMul(s as never, p as never))],
    [
      'what is not negative less what is not',
      false,
      (tf, { p, q }) => tf.relu(tf.sub(p as never, q as never)),
    ],
  ])('knows the ReLU of %s for a polynomial at each pattern of signs: %s', (_what, polynomial, left) => {
    const claim: Identity = {
      ...fold,
      draw: ({ n }, draw) => ({
        s: draw.signs(n as number, n as number),
        t: draw.signs(n as number, n as number),
        p: draw.activations(n as number, n as number, 'nonNegative'),
        q: draw.activations(n as number, n as number, 'nonNegative'),
        z: draw.zeros(n as number, n as number),
        x: draw.activations(n as number, n as number),
      }),
      left,
      right: (_tf, { x }) => x as never,
      control: { says: 'anything', left: (_tf, { x }) => x as never },
    };
    const plan = () => planExact(claim, { n: 3 }, 24);
    if (polynomial) expect(plan()).toMatchObject({ degree: 1, perSignPattern: true });
    else expect(plan).toThrow('polynomials');
  });

  test('draws every sign, and nothing else, for a pattern of signs', () => {
    for (const draw of [integerDraw(randomFrom(3), 9), realDraw(randomFrom(3), FLOAT32)])
      expect(new Set(draw.signs(8, 8).data)).toEqual(new Set([-1, 1]));
  });

  test('draws the same integers from the same seed, all within their range', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 1000 }), (seed, most) => {
        const draw = () => integerDraw(randomFrom(seed), most).activations(5, 3, 'nonNegative').data;
        expect(draw()).toEqual(draw());
        expect(draw().every((x) => Number.isInteger(x) && x >= 0 && x <= most)).toBe(true);
      }),
    );
  });
});

describe('a rounded check', () => {
  test('is bounded by no more than Higham’s closed form for the fold', () => {
    // |Δ| ≤ 2γₙ₊₂((|W| + I)|a| + |b|): what one derives on paper contains what the formula gives.
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), seeds, (n, seed) => {
        const values = { n, batch: 2, g: 'linear' };
        const inputs = foldUnderActivation.draw(values, realDraw(randomFrom(seed), FLOAT32));
        const bounded = boundedInputs(inputs);
        const tf = runningErrorOps(FLOAT32);
        const l = foldUnderActivation.left(tf, bounded, values);
        const r = foldUnderActivation.right(tf, bounded, values);
        const { W, a, b } = inputs as unknown as Record<'W' | 'a' | 'b', { data: Float32Array }>;
        l.error.forEach((error, i) => {
          const [row, column] = [Math.floor(i / 2), i % 2];
          let magnitude = Math.abs(b.data[row] as number) + Math.abs(a.data[row * 2 + column] as number);
          for (let k = 0; k < n; k++)
            magnitude += Math.abs((W.data[row * n + k] as number) * (a.data[k * 2 + column] as number));
          const closed = 2 * gamma(n + 2, FLOAT32.unitRoundoff) * magnitude;
          const flush = 8 * (n + 2) * FLOAT32.smallestNormal;
          expect(error + (r.error[i] as number)).toBeLessThanOrEqual(closed * (1 + 1e-6) + flush);
        });
      }),
    );
  });

  test('draws reals that the device stores as they are', () => {
    const draw = realDraw(randomFrom(5), FLOAT32).weights(20, 20);
    expect([...draw.data].every((x) => Math.fround(x) === x)).toBe(true);
    const short = realDraw(randomFrom(5), arithmeticOf(11)).weights(20, 20);
    expect(
      [...short.data].every(
        (x) => x === 0 || Number.isInteger(x * 2 ** (10 - Math.floor(Math.log2(Math.abs(x))))),
      ),
    ).toBe(true);
  });

  test('uses a good part of its bound: a bound a hundred times too wide proves little', async () => {
    const worst = async (n: number) => {
      let largest = 0;
      for (let seed = 0; seed < 20; seed++) {
        const evidence = await runClaim('fold', foldUnderActivation, {
          values: { n, batch: 64, g: 'linear' },
          seed,
          device,
        });
        const { measurement } = evidence.claimed;
        if (measurement?.type !== 'difference') throw new Error('not a difference');
        largest = Math.max(largest, (measurement.error as number) / (measurement.bound as number));
      }
      return largest;
    };
    expect(await worst(1)).toBeGreaterThan(0.1);
    expect(await worst(4)).toBeGreaterThan(0.05);
    expect(await worst(16)).toBeGreaterThan(0.01);
  });
});

describe('a run', () => {
  test.each(QUICK_IDS)('of %s with one seed gives one evidence', async (id) => {
    const claim = await loadClaim(id);
    if (!claim) throw new Error('no claim');
    const run = () => runClaim(id, claim, { values: initialValues(claim.parameters), seed: 11, device });
    expect(await run()).toEqual(await run());
  });

  test('of a false claim is refuted, with the entry that refutes it', async () => {
    const falsehood = { ...fold, right: fold.control.right as Identity['right'] };
    const evidence = await runClaim('false', falsehood, { values: { n: 4, batch: 4 }, seed: 1, device });
    expect(evidence).toMatchObject({ verdict: 'refuted', claimed: { at: { trial: 0 } } });
    const { left, right } = evidence.claimed.at ?? {};
    expect(left).not.toBe(right);
  });

  test('whose control is true is undecided', async () => {
    const idle = { ...fold, control: { says: 'the same once more', right: fold.right } };
    const evidence = await runClaim('idle', idle, { values: { n: 4, batch: 4 }, seed: 1, device });
    expect(evidence).toMatchObject({ verdict: 'undecided', reason: 'control not refuted' });
  });

  test('whose control is true is undecided even where the device errs in the control alone', async () => {
    // A device that begins to miscompute when the claim's own trials are over.
    const idle = { ...fold, control: { says: 'the same once more', right: fold.right } };
    const { trials } = planExact(fold, { n: 4, batch: 4 }, 24);
    let evaluations = 0;
    const failing: Device = {
      ...device,
      evaluate: async (program, inputs) => {
        const computed = await device.evaluate(program, inputs);
        evaluations += 1;
        if (evaluations > trials)
          for (const { data } of Object.values<{ data: Float32Array }>(computed).slice(0, 1)) data[0] = 12345;
        return computed;
      },
    };
    const evidence = await runClaim('idle', idle, { values: { n: 4, batch: 4 }, seed: 1, device: failing });
    expect(evidence).toMatchObject({ verdict: 'undecided', reason: 'device at fault' });
  });

  test.each(['tanh', 'sigmoid', 'softplus', 'gelu'])(
    'on a device whose %s is another function is undecided',
    async (g) => {
      const wrong: Device = {
        ...device,
        evaluate: (program, inputs) =>
          device.evaluate(
            (tf, x) =>
              program({ ...tf, tanh: tf.relu, sigmoid: tf.tanh, softplus: tf.relu, erf: tf.tanh }, x),
            inputs,
          ),
      };
      const values = { n: 4, batch: 4, g };
      const evidence = await runClaim('fold', foldUnderActivation, { values, seed: 1, device: wrong });
      expect(evidence).toMatchObject({ verdict: 'undecided', reason: 'device at fault' });
    },
  );

  test('whose sides differ in shape says so', async () => {
    const crooked = defineIdentity({
      title: 'crooked',
      statement: 'x = y',
      hypotheses: ['none'],
      parameters: { n: integer({ label: 'Width', min: 1, max: 8, initial: 2 }) },
      check: 'exact',
      draw: ({ n }, draw) => ({ a: draw.activations(n, 3), b: draw.bias(n) }),
      left: (_tf, { a }) => a,
      right: (_tf, { b }) => b,
      control: { says: 'nothing', left: (_tf, { b }) => b },
      sources: ['he2015resnet'],
    });
    await expect(runClaim('crooked', crooked, { values: { n: 2 }, seed: 1, device })).rejects.toThrow(
      'shapes [2,3] and [2,1]',
    );
  });
});
