import { defineTrajectory } from '../../claim/claim.ts';
import { RULES, type Rule } from '../../claim/optimizers.ts';
import { choice, integer } from '../../claim/parameters.ts';
import { drawTraining, folded, stackOf, startsOf, type Training, trainStep } from '../../claim/train-step.ts';

const CLIPPED = 'sgd, clipped';
const OPTIMIZERS = [...RULES, CLIPPED] as const;
/** The largest joint norm of the gradients where they are clipped: less than most steps have here. */
const THRESHOLD = 1 / 16;
/** λ of the control: a short binary fraction. */
const DECAY = 1 / 16;

type Values = { readonly layers: number; readonly n: number; readonly batch: number };

export default defineTrajectory({
  title: 'Started at the same function, a plain layer trains in step with the one-layer skip',
  statement: String.raw`V_0 = \mW_0 + \mI \;\Longrightarrow\; V_t = \mW_t + \mI \quad \text{for all } t`,
  hypotheses: [
    String.raw`$\mW_t$ trains in $\mg(\mW\va + \vb + \va)$, $V_t$ in $\mg(V\va + \vb)$, in each of one to three layers; biases and what the rule keeps start equal`,
    'the rule looks at gradients alone: SGD, momentum, Nesterov, RMSProp, Adam (ε explicit), clipping by the gradient’s global norm. Decay of the weights, clipping or scaling by their norm, normalising or dropping them breaks it',
    'in exact arithmetic: each step is compared from the same point; in a free run rounding grows',
  ],
  parameters: {
    optimizer: choice({ label: 'Optimizer', options: OPTIMIZERS, initial: 'sgd' }),
    g: choice({ label: 'Activation', options: ['relu', 'tanh', 'gelu'], initial: 'relu' }),
    n: integer({ label: 'Width', min: 1, max: 64, initial: 6 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
    layers: integer({ label: 'Layers', min: 1, max: 3, initial: 2 }),
  },
  steps: 8,
  starts: ({ n }) => startsOf(n),
  draw: ({ optimizer, n, batch, layers }, draw) =>
    drawTraining(draw, stackOf(true, { layers, n, batch }), ruleOf(optimizer), n, n, batch),
  step: (tf, state, values) => trainStep(tf, stackOf(true, values), state, trainingOf(values)),
  carry: (tf, state, values) => folded(tf, state, values),
  twin: (tf, state, values) => trainStep(tf, stackOf(false, values), state, trainingOf(values)),
  control: {
    says: String.raw`the same with decay of both weights towards 0, $\lambda = 1/16$, decoupled from the gradient`,
    step: (tf, state, values) => trainStep(tf, stackOf(true, values), state, decaying(values)),
    twin: (tf, state, values) => trainStep(tf, stackOf(false, values), state, decaying(values)),
  },
  sources: ['hardt2016identity', 'he2015resnet', 'cv559681'],
  uses: ['one-layer-skip-folds', 'stacked-one-layer-skips-are-a-plain-network'],
});

const ruleOf = (optimizer: Rule | typeof CLIPPED): Rule => (optimizer === CLIPPED ? 'sgd' : optimizer);

function trainingOf({
  optimizer,
  g,
  layers,
  n,
  batch,
}: Values & { readonly optimizer: Rule | typeof CLIPPED; readonly g: Training['g'] }): Training {
  const training = { layers, batch, outputs: n, g, rule: ruleOf(optimizer) };
  return optimizer === CLIPPED ? { ...training, threshold: THRESHOLD } : training;
}

function decaying(values: Parameters<typeof trainingOf>[0]): Training {
  return {
    ...trainingOf(values),
    decay: (tf, name, tensor) => (name.startsWith('W') ? tf.mul(tf.scalar(DECAY), tensor) : null),
  };
}
