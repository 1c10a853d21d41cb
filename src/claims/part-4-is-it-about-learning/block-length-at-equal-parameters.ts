import { defineExperiment } from '../../claim/claim.ts';
import { choice } from '../../claim/parameters.ts';
import { HE, lastLoss, networksFrom, type Start, spiralPlan } from '../../claim/spiral-plans.ts';
import {
  BLOCK_LENGTH,
  type NetworkPlan,
  type TrainingPlan,
  type TrainingRecord,
} from '../../claim/training.ts';
import { candidatesOf, finiteOrInfinite, tune } from '../../claim/tuning.ts';

/** Blocks of one, two and three weight layers, each with the identity skip inside the last activation. */
const BLOCKS = ['T1', 'two', 'three'] as const;
type Block = (typeof BLOCKS)[number];

/** The starts that are tried: the last weight of each block at 1/√blocks, half of that, and twice. */
export function startsOf(block: Block, depth: number): Start[] {
  const lastScale = 1 / Math.sqrt(depth / BLOCK_LENGTH[block]);
  return [lastScale, lastScale / 2, lastScale * 2].map((lastScale) => ({ ...HE, lastScale }));
}

export function planOf(block: Block, depth: number, networks: readonly NetworkPlan[]): TrainingPlan {
  return spiralPlan({ block, depth, width: 12, networks, steps: 500, recordEvery: 500 });
}

const higher = <Q extends string>(quantity: Q, says: string) =>
  ({ quantity, says: `log₁₀ of ${says}`, statistic: 'median', relation: 'above', threshold: 0 }) as const;

export default defineExperiment({
  title: 'At equal parameters blocks of two layers learn better than blocks of one and of three',
  statement: String.raw`\operatorname{median} \log_{10} \frac{L^{(1)}_{500}}{L^{(2)}_{500}} > 0, \qquad \operatorname{median} \log_{10} \frac{L^{(3)}_{500}}{L^{(2)}_{500}} > 0`,
  hypotheses: [
    String.raw`$L^{(k)}_{500}$ is the loss after 500 steps with $k$ layers a block, at the same depth in weight layers and so at equal parameters; medians of ratios at the same seed`,
    'width 12, ReLU, 64 points of a spiral of one turn, full-batch gradient descent; no normalisation',
    'for each length and depth, the rate (of four) and the scale of each block’s last weight (of three) are those that did best on four other seeds',
  ],
  parameters: { depth: choice({ label: 'Depth', options: ['6', '12', '24', '48'], initial: '6' }) },
  seeds: 32,
  isLong: true,
  trainings: 2 * BLOCKS.length,
  observe: async (lab, { depth }, seeds) => {
    const records = {} as Record<Block, TrainingRecord>;
    for (const block of BLOCKS) {
      const plan = (networks: readonly NetworkPlan[]) => planOf(block, Number(depth), networks);
      const best = await tune(lab, candidatesOf(startsOf(block, Number(depth))), plan);
      records[block] = await lab.train(plan(networksFrom(seeds, best, best.rate)));
    }
    const [one, two, three] = BLOCKS.map((block) => lastLoss(records[block])) as [Losses, Losses, Losses];
    const start = records.two.loss.subarray(0, seeds.length);
    return {
      'one over two': logRatios(one, two),
      'three over two': logRatios(three, two),
      progress: logRatios(start, two),
    };
  },
  criteria: [
    higher('one over two', 'the last loss with one layer a block over that with two'),
    higher('three over two', 'the last loss with three layers a block over that with two'),
  ],
  published: 'undecided',
  control: {
    says: 'blocks of two learn nothing: their last loss is no lower than their first',
    criteria: [
      { ...higher('progress', 'the first loss with two layers a block over the last'), relation: 'below' },
    ],
  },
  sources: ['zagoruyko2016wide', 'he2016identity', 'he2015resnet'],
});

type Losses = Float32Array;

/** Seed by seed; 0, a tie, where both diverged. */
function logRatios(above: Losses, below: Losses): number[] {
  return Array.from(above, (loss, k) => {
    const [a, b] = [loss, below[k] as number].map(finiteOrInfinite) as [number, number];
    return a === b ? 0 : Math.log10(a / b);
  });
}
