import { choice, integer } from '../../claim/parameters.ts';
import { networksFrom } from '../../claim/spiral-plans.ts';
import type { TrainingPlan } from '../../claim/training.ts';
import { RATES } from '../../claim/tuning.ts';
import { KINDS, planOf, startOf } from '../part-4-is-it-about-learning/depth-lab.ts';
import { seedsFrom, type TrainedFigure } from './figure.ts';

const NAMES = Object.keys(KINDS) as (keyof typeof KINDS)[];
const RATE_NAMES = RATES.map(String);
/** The claim trains so many steps; a state is recorded after every tenth. */
const RECORD_EVERY = 10;
const STEPS = planOf('plain, W₀', 6, []).steps;

/**
 * Up to three kinds of the claim's networks trained side by side, from the same seeds at one rate. The
 * claim tunes the rate for each kind; here the reader sets it.
 */
const depthCurves: TrainedFigure = {
  claims: ['depth-lab', 'every-length-needs-its-own-scale'],
  parameters: {
    depth: choice({ label: 'Depth', options: ['6', '12', '24', '48'], initial: '6' }),
    first: choice({ label: 'One kind', options: NAMES, initial: 'plain, W₀' }),
    second: choice({ label: 'Another', options: ['none', ...NAMES], initial: 'T1, W₀' }),
    third: choice({ label: 'A third', options: ['none', ...NAMES], initial: 'T1, W₀/√L' }),
    rate: choice({ label: 'Rate', options: RATE_NAMES, initial: '0.03' }),
    // The most that a processor alone trains at depth 48 in about the time a reader waits.
    count: integer({ label: 'Seeds', min: 1, max: 16, initial: 5 }),
  },
  views: {
    at: integer({
      label: 'Record',
      min: 0,
      max: STEPS / RECORD_EVERY,
      initial: STEPS / RECORD_EVERY,
    }),
  },
  seed: 1,
  plans: ({ depth, first, second, third, rate, count }, seed) => {
    const seeds = seedsFrom(seed, Number(count));
    const plans: Record<string, TrainingPlan> = {};
    for (const name of NAMES.filter((kind) => [first, second, third].includes(kind))) {
      const networks = networksFrom(seeds, startOf(name, Number(depth)), Number(rate));
      plans[name] = { ...planOf(name, Number(depth), networks), recordEvery: RECORD_EVERY };
    }
    return plans;
  },
};

export default depthCurves;
