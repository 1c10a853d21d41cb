import { defineTrajectory } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { MU, type Rule, slotOf } from '../../claim/optimizers.ts';
import { choice, integer } from '../../claim/parameters.ts';
import {
  drawTraining,
  folded,
  RATE,
  stackOf,
  startsOf,
  type Training,
  trainStep,
} from '../../claim/train-step.ts';

/** λ, a short binary fraction: every device stores it, and ηλ, as they stand. */
const DECAY = 1 / 16;
const DECOUPLED = 'decoupled';
const KINDS = ['sgd', 'momentum', 'nesterov', DECOUPLED] as const;
const TARGETS = ['0', 'I'] as const;

interface Values {
  readonly kind: (typeof KINDS)[number];
  readonly towards: (typeof TARGETS)[number];
  readonly g: Training['g'];
  readonly n: number;
  readonly batch: number;
  readonly layers: number;
}

/** How far a step from the same point takes V and W + I apart, over ηλ. */
const FACTORS: Readonly<Record<Values['kind'], number>> = {
  sgd: 1,
  momentum: 1,
  nesterov: 1 + MU,
  [DECOUPLED]: 1,
};

export default defineTrajectory({
  title:
    'Weight decay parts a one-layer skip from its plain layer by a multiple of the identity; decay towards the identity does not',
  statement: String.raw`V_{t+1} - (\mW_{t+1} + \mI) = \begin{cases} -c\,\eta\lambda\,\mI & \text{where } V \text{ decays towards } 0, \\ 0 & \text{where it decays towards } \mI \end{cases}`,
  hypotheses: [
    String.raw`one step of a T1 layer with $\mW_t$ and of a plain layer with $V_t$ from the same point: $V_t = \mW_t + \mI$, and what the rule keeps is equal; biases do not decay`,
    String.raw`decay is $\lambda$ times the weight in the gradient (L2) for SGD and momentum, where $c = 1$, and for Nesterov, where $c = 1 + \mu$; decoupled decay has $c = 1$ with every rule, here SGD. With L2 in its gradient Adam divides the decay by the gradient’s own size: no such law holds`,
    String.raw`$\eta = 1/8$, $\lambda = 1/16$, $\mu = 7/8$; with momentum the velocities part by $\lambda\mI$`,
  ],
  parameters: {
    kind: choice({ label: 'Decay with', options: KINDS, initial: 'sgd' }),
    towards: choice({ label: 'V decays towards', options: TARGETS, initial: '0' }),
    g: choice({ label: 'Activation', options: ['relu', 'tanh'], initial: 'relu' }),
    n: integer({ label: 'Width', min: 1, max: 64, initial: 6 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
    layers: integer({ label: 'Layers', min: 1, max: 3, initial: 2 }),
  },
  steps: 8,
  starts: ({ n }) => startsOf(n),
  draw: ({ kind, n, batch, layers }, draw) =>
    drawTraining(draw, stackOf(true, { layers, n, batch }), ruleOf(kind), n, n, batch),
  step: (tf, state, values) => trainStep(tf, stackOf(true, values), state, decaying(values, '0')),
  carry: (tf, state, values) => folded(tf, state, values),
  // The plain layers' own step, and what it is said to be short of.
  twin: (tf, state, values) => {
    const next = trainStep(tf, stackOf(false, values), state, decaying(values, values.towards));
    return values.towards === '0' ? shifted(tf, next, values) : next;
  },
  control: {
    says: String.raw`they stay together where both decay towards 0: $V_{t+1} = \mW_{t+1} + \mI$`,
    twin: (tf, state, values) => trainStep(tf, stackOf(false, values), state, decaying(values, '0')),
  },
  sources: ['hardt2016identity', 'zagoruyko2017dirac'],
  uses: ['same-start-same-training'],
});

const ruleOf = (kind: Values['kind']): Rule => (kind === DECOUPLED ? 'sgd' : kind);

function decaying({ kind, g, layers, batch, n }: Values, towards: Values['towards']): Training {
  const pull = <T>(tf: Ops<T>, name: string, tensor: T): T | null => {
    if (!name.startsWith('W')) return null;
    const away = towards === '0' ? tensor : tf.sub(tensor, tf.eye(n));
    return tf.mul(tf.scalar(DECAY), away);
  };
  const training = { layers, batch, outputs: n, g, rule: ruleOf(kind) };
  return kind === DECOUPLED ? { ...training, decay: pull } : { ...training, penalty: pull };
}

/** A plain state with what decay took of the identity given back: cηλ to each weight, λ less in each velocity. */
function shifted<T>(
  tf: Ops<T>,
  state: Readonly<Record<string, T>>,
  { kind, layers, n }: Values,
): Record<string, T> {
  const identity = (factor: number) => tf.mul(tf.scalar(factor), tf.eye(n));
  const result: Record<string, T> = { ...state };
  for (let l = 0; l < layers; l++) {
    const velocity = slotOf('velocity', `W${l}`);
    result[`W${l}`] = tf.add(state[`W${l}`] as T, identity(FACTORS[kind] * RATE * DECAY));
    if (velocity in state) result[velocity] = tf.sub(state[velocity] as T, identity(DECAY));
  }
  return result;
}
