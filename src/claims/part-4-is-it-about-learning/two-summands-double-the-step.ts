import { defineTrajectory } from '../../claim/claim.ts';
import type { Differentiable, Ops } from '../../claim/ops.ts';
import { RULES, type Rule, slotOf, slotsOf } from '../../claim/optimizers.ts';
import { choice, integer } from '../../claim/parameters.ts';
import {
  besideEach,
  drawTraining,
  type Layers,
  RATE,
  startsOf,
  type Training,
  trainStep,
} from '../../claim/train-step.ts';

const PENALISED = ['sgd + L2', 'momentum + L2', 'nesterov + L2'] as const;
const CLIPPED = 'sgd, clipped';
const KINDS = [...RULES, CLIPPED, ...PENALISED] as const;
/** c, the largest joint norm of the gradients where they are clipped: less than most steps have here. */
const THRESHOLD = 1 / 16;
/** λ of L2 on each summand: a short binary fraction. */
const DECAY = 1 / 16;

interface Values {
  readonly kind: (typeof KINDS)[number];
  readonly g: Training['g'];
  readonly n: number;
  readonly m: number;
  readonly batch: number;
}

/** What the layers' shapes depend on. */
type Shape = Pick<Values, 'kind' | 'n' | 'm' | 'batch'>;

export default defineTrajectory({
  title: 'Two summed matrices train as their sum at twice the rate, and their difference never moves',
  statement: String.raw`S_t = \mW_t + \mWr{}_{,t} \ \text{ is one matrix trained at } 2\eta, \qquad \mWr{}_{,t} - \mW_t = \mWr{}_{,0} - \mW_0`,
  hypotheses: [
    String.raw`$\mW$ and $\mWr$, both $m \times n$, stand in $\mg(\mW\va + \vb + \mWr\va)$ and train at $\eta$ by the same rule, whose memory of each starts equal: SGD, momentum, Nesterov, RMSProp or Adam (ε explicit); the bias trains at $\eta$ on both sides`,
    String.raw`where the gradients are clipped by their global norm, at $c$ for the two, that of the sum is clipped at $c/\sqrt2$: two equal gradients together are $\sqrt2$ times as long as one. There is no bias there, as its gradient does not come twice`,
    String.raw`with L2 of strength $\lambda$ on each, the sum has it with $\lambda/2$ under SGD, momentum and Nesterov, and the difference decays; under Adam and RMSProp there is no such law`,
  ],
  parameters: {
    kind: choice({ label: 'Optimizer', options: KINDS, initial: 'sgd' }),
    g: choice({ label: 'Activation', options: ['relu', 'tanh'], initial: 'relu' }),
    n: integer({ label: 'Inputs', min: 1, max: 64, initial: 6 }),
    m: integer({ label: 'Outputs', min: 1, max: 64, initial: 4 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
  },
  steps: 8,
  starts: ({ m }) => startsOf(m),
  draw: (values, draw) => {
    const { kind, n, m, batch } = values;
    return drawTraining(draw, summands(values), ruleOf(kind), n, m, batch);
  },
  step: (tf, state, values) => trainStep(tf, summands(values), state, trainingOf(values, DECAY, THRESHOLD)),
  carry: (tf, state, values) => summed(tf, state, values),
  twin: (tf, state, values) => sumStep(tf, state, values, 2 * RATE),
  control: {
    says: String.raw`the sum trains as one matrix at $\eta$ itself`,
    twin: (tf, state, values) => sumStep(tf, state, values, RATE),
  },
  sources: ['cv559681'],
  uses: ['projection-skip-folds'],
});

const isPenalised = (kind: Values['kind']) => kind.endsWith('L2');
const isClipped = (kind: Values['kind']) => kind === CLIPPED;
const ruleOf = (kind: Values['kind']) => kind.replace(/ \+ L2$|, clipped$/, '') as Rule;
const at = <T>(tensors: Readonly<Record<string, T>>, name: string) => tensors[name] as T;

/** The state of the sum, and beside it what is said to be conserved: the difference. */
export function summed<T>(
  tf: Ops<T>,
  state: Readonly<Record<string, T>>,
  { kind, m, n }: Pick<Values, 'kind' | 'm' | 'n'>,
): Record<string, T> {
  const slots = (name: string) => slotsOf(ruleOf(kind), name, m, n);
  const ofSum = slots('S').map(({ slot, name }) => [name, meanOf(tf, state, slot)]);
  const ofBias = ['b', ...slots('b').map(({ name }) => name)].flatMap((name) =>
    name in state ? [[name, at(state, name)]] : [],
  );
  const [W, Wr] = [at(state, 'W'), at(state, 'Wr')];
  const conserved = isPenalised(kind) ? {} : { difference: tf.sub(Wr, W) };
  return {
    ...Object.fromEntries([...ofSum, ...ofBias]),
    S: tf.add(W, Wr),
    ...conserved,
  };
}

/** The mean of a slot of W and the same of W_r: they are equal, but for velocities under L2, of which it is the sum's. */
function meanOf<T>(tf: Ops<T>, state: Readonly<Record<string, T>>, slot: string): T {
  return tf.mul(tf.scalar(1 / 2), tf.add(at(state, slotOf(slot, 'W')), at(state, slotOf(slot, 'Wr'))));
}

/** The layer with two summands, g(Wa + b + W_r a). */
export function summands(values: Shape): Layers {
  return {
    trained: trained(['W', 'Wr'], values),
    preActivation: (tf, _l, tensors, a) =>
      tf.add(biased(tf, tensors, tf.matMul(at(tensors, 'W'), a), values), tf.matMul(at(tensors, 'Wr'), a)),
  };
}

/** The layer with their sum alone, g(Sa + b). */
export function sumLayer(values: Shape): Layers {
  return {
    trained: trained(['S'], values),
    preActivation: (tf, _l, tensors, a) => biased(tf, tensors, tf.matMul(at(tensors, 'S'), a), values),
  };
}

function trained(matrices: readonly string[], { kind, n, m }: Shape): Layers['trained'] {
  const bias = isClipped(kind) ? [] : [{ name: 'b', shape: [m, 1] as const }];
  return [...matrices.map((name) => ({ name, shape: [m, n] as const })), ...bias];
}

function biased<T>(
  tf: Differentiable<T>,
  tensors: Readonly<Record<string, T>>,
  z: T,
  { kind, batch }: Shape,
): T {
  return isClipped(kind) ? z : tf.add(z, besideEach(tf, at(tensors, 'b'), batch));
}

function trainingOf({ kind, g, m, batch }: Values, decay: number, threshold: number): Training {
  const training = { layers: 1, batch, outputs: m, g, rule: ruleOf(kind) };
  if (isClipped(kind)) return { ...training, threshold };
  if (!isPenalised(kind)) return training;
  return {
    ...training,
    penalty: (tf, name, tensor) => (name === 'b' ? null : tf.mul(tf.scalar(decay), tensor)),
  };
}

/** One step of the sum as one matrix, at a rate of its own; what is conserved stays. */
function sumStep<T>(
  tf: Ops<T>,
  state: Readonly<Record<string, T>>,
  values: Values,
  rate: number,
): Record<string, T> {
  const training = {
    ...trainingOf(values, DECAY / 2, THRESHOLD * Math.SQRT1_2),
    rateOf: (name: string) => (name === 'S' ? rate : RATE),
  };
  const next = trainStep(tf, sumLayer(values), state, training);
  return 'difference' in state ? { ...next, difference: at(state, 'difference') } : next;
}
