import { choice, integer } from '../../claim/parameters.ts';
import { networksFrom, spiralPlan } from '../../claim/spiral-plans.ts';
import type { Architecture, BlockKind, TrainingPlan } from '../../claim/training.ts';
import { RATES } from '../../claim/tuning.ts';
import { type KINDS, startOf } from '../part-4-is-it-about-learning/depth-lab.ts';
import { seedsFrom, type TrainedFigure } from './figure.ts';

/** Weight layers in blocks: what the depth lab tries. */
const DEPTHS = ['6', '12', '24', '48'] as const;
/** η where a few steps are taken: the smallest that the experiments try. */
const [RATE] = RATES;

/** What is compared: a block, started as that kind of the depth lab is. */
interface Arm {
  readonly block: BlockKind;
  readonly like: keyof typeof KINDS;
  /** True where I is added to that start. */
  readonly plusIdentity?: boolean;
}

const SKIPPING: Readonly<Record<string, Arm>> = {
  'T1, W₀': { block: 'T1', like: 'T1, W₀' },
  'T2, W₀': { block: 'T2', like: 'T1, W₀' },
  'two, W₀': { block: 'two', like: 'two, W₀' },
};

/** What is compared, by where plain layers start; blocks with a skip start without I, which is their skip. */
const ARMS: Readonly<Record<string, Readonly<Record<string, Arm>>>> = {
  'W₀': { 'plain, W₀': { block: 'plain', like: 'plain, W₀' }, ...SKIPPING },
  'I + W₀': { 'plain, I + W₀': { block: 'plain', like: 'plain, W₀', plusIdentity: true }, ...SKIPPING },
  'I + W₀/√L': {
    'plain, I + W₀/√L': { block: 'plain', like: 'plain, I + W₀/√L' },
    'T1, W₀/√L': { block: 'T1', like: 'T1, W₀/√L' },
    'T2, W₀/√L': { block: 'T2', like: 'T1, W₀/√L' },
    'two, last of each over √blocks': { block: 'two', like: 'two, last of each over √blocks' },
  },
};

/**
 * The gradient's norm in every layer of plain, T1, T2 and two-layer stacks of each depth, on the
 * experiments' spiral, from the same seeds: at the start, or after a few steps.
 */
const gradientByDepth: TrainedFigure = {
  claims: ['one-layer-jacobian', 'gradient-keeps-one-additive-term', 'every-length-needs-its-own-scale'],
  parameters: {
    start: choice({ label: 'Plain layers start at', options: Object.keys(ARMS), initial: 'W₀' }),
    g: choice({
      label: 'Activation',
      options: ['relu', 'tanh', 'sigmoid', 'gelu', 'linear'],
      initial: 'relu',
    }),
    width: integer({ label: 'Width', min: 2, max: 32, initial: 12 }),
    steps: choice({ label: 'Steps trained', options: ['0', '10', '50'], initial: '0' }),
    count: integer({ label: 'Seeds', min: 1, max: 16, initial: 8 }),
  },
  views: { depth: choice({ label: 'Depth', options: DEPTHS, initial: '24' }) },
  seed: 1,
  plans: ({ start, g, width, steps, count }, seed) => {
    const seeds = seedsFrom(seed, Number(count));
    const plans: Record<string, TrainingPlan> = {};
    for (const depth of DEPTHS.map(Number)) {
      for (const [kind, { block, like, plusIdentity }] of Object.entries(ARMS[start as string] ?? {})) {
        const at = { ...startOf(like, depth), ...(plusIdentity && { plusIdentity }) };
        const run = {
          block,
          depth,
          width: Number(width),
          networks: networksFrom(seeds, at, RATE),
          steps: Number(steps),
          recordEvery: Math.max(1, Number(steps)),
        };
        const plan = spiralPlan(run);
        const activation = g as Architecture['activation'];
        plans[`${depth} ${kind}`] = { ...plan, architecture: { ...plan.architecture, activation } };
      }
    }
    return plans;
  },
};

export default gradientByDepth;
