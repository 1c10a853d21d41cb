import { defineExperiment } from '../../claim/claim.ts';
import { choice } from '../../claim/parameters.ts';
import { HE, lastLoss, networksFrom, type Start, spiralPlan } from '../../claim/spiral-plans.ts';
import { BLOCK_LENGTH, type BlockKind, type NetworkPlan, type TrainingPlan } from '../../claim/training.ts';
import { candidatesOf, TRAINED_BELOW, tune } from '../../claim/tuning.ts';

/** A kind of network: its block, where it starts, and the least depth at which it is expected to stop training. */
interface Kind {
  readonly block: BlockKind;
  readonly start: (depth: number, blocks: number) => Start;
  readonly stopsAt: number;
}

const he = () => HE;
const scaled = (depth: number): Start => ({ ...HE, scale: 1 / Math.sqrt(depth) });
const lastScaled = (_depth: number, blocks: number): Start => ({ ...HE, lastScale: 1 / Math.sqrt(blocks) });
const NEVER = Number.POSITIVE_INFINITY;

/** Expected from a first run with eight seeds of its own. */
export const KINDS = {
  'plain, W₀': { block: 'plain', start: he, stopsAt: 24 },
  'plain, I + W₀/√L': {
    block: 'plain',
    start: (depth) => ({ ...scaled(depth), plusIdentity: true }),
    stopsAt: NEVER,
  },
  'T1, W₀': { block: 'T1', start: he, stopsAt: 24 },
  'T1, W₀/√L': { block: 'T1', start: scaled, stopsAt: NEVER },
  'two, W₀': { block: 'two', start: he, stopsAt: 48 },
  'two, last of each over √blocks': { block: 'two', start: lastScaled, stopsAt: NEVER },
  'three, last of each over √blocks': { block: 'three', start: lastScaled, stopsAt: NEVER },
} as const satisfies Record<string, Kind>;

type Name = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as Name[];

/** Where networks of a kind start. */
export function startOf(name: Name, depth: number): Start {
  const { block, start }: Kind = KINDS[name];
  return start(depth, depth / BLOCK_LENGTH[block]);
}

export function planOf(name: Name, depth: number, networks: readonly NetworkPlan[]): TrainingPlan {
  return spiralPlan({ block: KINDS[name].block, depth, width: 12, networks, steps: 500, recordEvery: 500 });
}

const trained = (quantity: Name, relation: 'above' | 'below') =>
  ({ quantity, says: `trained, ${quantity}`, statistic: 'share', relation, threshold: 1 / 4 }) as const;

export default defineExperiment({
  title: 'Ordinary starts stop training with depth, and starts scaled down with it do not',
  statement: String.raw`\Pr[\,\mathrm{loss}_{500} < 0.1\,] < \tfrac14 \ \text{ just where that was expected}`,
  hypotheses: [
    String.raw`expected to have stopped: plain layers and T1, $\mg(\mW x + \vb + x)$, started at $\mW_0$, He’s draws, from depth 24 on; two-layer blocks started at $\mW_0$ at depth 48; the others at no depth tried`,
    String.raw`width 12, ReLU, 64 points of a spiral of one turn, 500 steps of full-batch gradient descent; $L$ weight layers in blocks; no normalisation`,
    'the rate is the best of 0.01, 0.03, 0.1 and 0.3 for each kind and depth, on four other seeds',
  ],
  parameters: { depth: choice({ label: 'Depth', options: ['6', '12', '24', '48'], initial: '6' }) },
  seeds: 32,
  isLong: true,
  trainings: 2 * NAMES.length,
  observe: async (lab, { depth }, seeds) => {
    const found = {} as Record<Name, number[]>;
    for (const name of NAMES) {
      const plan = (networks: readonly NetworkPlan[]) => planOf(name, Number(depth), networks);
      const best = await tune(lab, candidatesOf([startOf(name, Number(depth))]), plan);
      const record = await lab.train(plan(networksFrom(seeds, best, best.rate)));
      found[name] = Array.from(lastLoss(record), (loss) => (loss < TRAINED_BELOW ? 1 : 0));
    }
    return found;
  },
  criteria: ({ depth }) =>
    NAMES.map((name) => trained(name, Number(depth) < KINDS[name].stopsAt ? 'above' : 'below')),
  // Ordinary starts with a skip stop sooner than expected: T1 at 12 already, blocks of two at 24.
  published: ({ depth }) => (depth === '12' || depth === '24' ? 'refuted' : 'holds'),
  control: {
    says: String.raw`a start scaled by $1/\sqrt L$ does not help: T1 has stopped with it too`,
    criteria: [trained('T1, W₀/√L', 'below')],
  },
  sources: ['he2015resnet', 'zhang2019fixup', 'bachlechner2020rezero', 'hardt2016identity'],
});
