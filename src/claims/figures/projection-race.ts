import { type Activation, activate } from '../../claim/activations.ts';
import { filled, realDraw } from '../../claim/draw.ts';
import type { Ops } from '../../claim/ops.ts';
import { RULES, type Rule } from '../../claim/optimizers.ts';
import { choice, integer } from '../../claim/parameters.ts';
import { drawTraining, type Layers, trainStep } from '../../claim/train-step.ts';
import { arithmeticOf } from '../../numerics/arithmetic.ts';
import { randomFrom } from '../../numerics/random.ts';
import { sumLayer, summands, summed } from '../part-4-is-it-about-learning/two-summands-double-the-step.ts';
import type { ComputedFigure, Tensors } from './figure.ts';

/** Inputs, outputs and points of the batch. */
const SIZES = { n: 6, m: 4, batch: 8 } as const;
const STEPS = 48;
/** η and λ are given in these: short binary fractions, which each device stores as they stand. */
const [RATE_UNIT, DECAY_UNIT] = [1 / 32, 1 / 256] as const;
/** What every device can hold, so that all start from the same numbers. */
const FLOAT32 = arithmeticOf(24);

/** λ of each layer's weights, from what a reader set. */
function decaysOf(decayed: string, decay: number): { readonly projected: number; readonly plain: number } {
  const strength = decay * DECAY_UNIT;
  return {
    projected: decayed === 'plain' ? 0 : strength,
    plain: decayed === 'projected' ? 0 : decayed === 'λ and λ/2' ? strength / 2 : strength,
  };
}

/**
 * A layer with a learned projection, g(W_r a + Wa + b), its weights at rate η, beside the plain layer
 * g(Va + b) that starts at V = W_r + W, its weights at 2η or at η; both biases learn at η. They learn a
 * plain layer drawn like them, by full-batch training on half the mean squared error: losses
 * `projected0`, `projected1` …, and `plain0` ….
 */
const projectionRace: ComputedFigure = {
  claims: ['two-summands-double-the-step', 'projection-skip-folds'],
  parameters: {
    rule: choice({ label: 'Optimizer', options: RULES, initial: 'sgd' }),
    rate: integer({ label: 'η, in 32nds', min: 1, max: 16, initial: 8 }),
    plain: choice({ label: 'Plain layer’s rate', options: ['2η', 'η'], initial: '2η' }),
    decay: integer({ label: 'Decay λ, in 256ths', min: 0, max: 16, initial: 0 }),
    decayed: choice({
      label: 'What decays',
      options: ['λ and λ/2', 'both λ', 'projected', 'plain'],
      initial: 'λ and λ/2',
    }),
    g: choice({ label: 'Activation', options: ['relu', 'tanh'], initial: 'tanh' }),
  },
  views: { steps: integer({ label: 'Steps', min: 0, max: STEPS, initial: STEPS }) },
  seed: 1,
  draw: ({ rule }, seed) => {
    const draw = realDraw(randomFrom(seed), FLOAT32);
    const { n, m, batch } = SIZES;
    const { y: _, ...start } = drawTraining(
      draw,
      summands({ kind: rule as Rule, ...SIZES }),
      rule as Rule,
      n,
      m,
      batch,
    );
    return { ...start, teacher: draw.weights(m, n), teacherBias: draw.bias(m) };
  },
  compute: (tf, inputs, { rule, rate, plain, decay, decayed, g }) => {
    type T = (typeof inputs)[string];
    const eta = Number(rate) * RATE_UNIT;
    const decays = decaysOf(String(decayed), Number(decay));
    const race = { tf, g: g as Activation, rule: rule as Rule };
    const { x, teacher, teacherBias } = inputs as Record<'x' | 'teacher' | 'teacherBias', T>;
    const y = outputOf(race, sumLayer({ kind: rule as Rule, ...SIZES }), { x, S: teacher, b: teacherBias });
    const start = { ...inputs, y } as Record<string, T>;
    const folded = { ...summed(tf, start, { kind: rule as Rule, ...SIZES }), x, y };
    const seen: Record<string, T> = {};
    const run = (name: string, layers: Layers, from: Tensors<T>, weightRate: number, lambda: number) => {
      let state = from;
      for (let k = 0; k <= STEPS; k++) {
        if (k > 0) state = { ...state, ...stepOf(race, layers, state, eta, weightRate, lambda) };
        seen[`${name}${k}`] = lossOf(race, layers, state);
      }
    };
    run('projected', summands({ kind: rule as Rule, ...SIZES }), start, eta, decays.projected);
    run(
      'plain',
      sumLayer({ kind: rule as Rule, ...SIZES }),
      folded,
      plain === '2η' ? 2 * eta : eta,
      decays.plain,
    );
    return seen;
  },
};

interface Race<T> {
  readonly tf: Ops<T>;
  readonly g: Activation;
  readonly rule: Rule;
}

function stepOf<T>(
  { tf, g, rule }: Race<T>,
  layers: Layers,
  state: Tensors<T>,
  biasRate: number,
  weightRate: number,
  lambda: number,
): Record<string, T> {
  return trainStep(tf, layers, state, {
    layers: 1,
    batch: SIZES.batch,
    outputs: SIZES.m,
    g,
    rule,
    rateOf: (name) => (name === 'b' ? biasRate : weightRate),
    ...(lambda > 0 && {
      penalty: (tf, name, tensor) => (name === 'b' ? null : tf.mul(tf.scalar(lambda), tensor)),
    }),
  });
}

function outputOf<T>({ tf, g }: Race<T>, layers: Layers, state: Tensors<T>): T {
  return activate(tf, g, layers.preActivation(tf, 0, state, state.x as T));
}

/** Half the mean squared error over the batch and the outputs, which the step descends. */
function lossOf<T>(race: Race<T>, layers: Layers, state: Tensors<T>): T {
  const { tf } = race;
  const error = tf.sub(outputOf(race, layers, state), state.y as T);
  const ones = (rows: number, columns: number) => tf.constant(filled([rows, columns], () => 1));
  const sum = tf.matMul(tf.matMul(ones(1, SIZES.m), tf.mul(error, error)), ones(SIZES.batch, 1));
  return tf.mul(tf.scalar(1 / (2 * SIZES.batch * SIZES.m)), sum);
}

export default projectionRace;
