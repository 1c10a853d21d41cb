import { defineExperiment } from '../../claim/claim.ts';
import { integer } from '../../claim/parameters.ts';
import { startPlan } from '../../claim/spiral-plans.ts';
import { BLOCK_LENGTH, type BlockKind, type TrainingRecord } from '../../claim/training.ts';

const DEPTH = 12;
const SKIPPING = ['T1', 'T2', 'T3', 'two', 'three'] as const satisfies readonly BlockKind[];
const KINDS = ['plain', ...SKIPPING] as const;

/** The start of DEPTH weight layers in blocks of one kind. */
export const planOf = (block: BlockKind, width: number, seeds: readonly number[]) =>
  startPlan(block, DEPTH, width, seeds);

const growing = <Q extends string>(quantity: Q, says: string, threshold: number) =>
  ({ quantity, says, statistic: 'median', relation: 'above', threshold }) as const;
const ofBlock = (kind: BlockKind) => `growth of the mean square per block, ${kind}`;

export default defineExperiment({
  title:
    'At an ordinary start every block with a skip more than doubles the activations’ mean square, whatever its length',
  statement: String.raw`\frac{m_{k+1}}{m_k} > 2 \ \text{ with a skip over one, two or three layers}, \qquad \frac{m_{k+1}}{m_k} < 1.2 \ \text{ without}`,
  hypotheses: [
    String.raw`$m_k$ is the mean square of the activations after $k$ blocks; its growth per block is the geometric mean over ${DEPTH} weight layers`,
    String.raw`weights are He’s draws, of variance $2/n$ at width $n$, and biases 0; ReLU; 64 points of a spiral; nothing is trained`,
    'T1, T2 and T3 are blocks of one layer; those of two and of three layers end with the activation after the sum',
  ],
  parameters: { n: integer({ label: 'Width', min: 64, max: 128, initial: 64 }) },
  seeds: 24,
  isLong: false,
  trainings: KINDS.length,
  observe: async (lab, { n }, seeds) => {
    const growth = {} as Record<BlockKind, readonly number[]>;
    for (const block of KINDS)
      growth[block] = growthPerBlock(block, await lab.train(planOf(block, n, seeds)), seeds.length);
    const perLayer = (block: BlockKind) => growth[block].map((factor) => factor ** (1 / BLOCK_LENGTH[block]));
    return { ...growth, 'two per layer': perLayer('two'), 'three per layer': perLayer('three') };
  },
  criteria: [
    { ...growing('plain', ofBlock('plain'), 1.2), relation: 'below' },
    ...SKIPPING.map((kind) => growing(kind, ofBlock(kind), 2)),
    // Not peculiar to one layer: a longer block only takes more layers to grow as much.
    growing('two per layer', 'the same per weight layer, in blocks of two', 1.2),
    growing('three per layer', 'the same per weight layer, in blocks of three', 1.2),
  ],
  published: 'holds',
  control: {
    says: 'blocks with a skip keep the mean square as plain layers do, below 1.2 per block',
    criteria: SKIPPING.map((kind) => ({ ...growing(kind, ofBlock(kind), 1.2), relation: 'below' as const })),
  },
  sources: ['he2016identity', 'zhang2019fixup', 'bachlechner2020rezero'],
});

function growthPerBlock(block: BlockKind, { moment }: TrainingRecord, networks: number): number[] {
  const blocks = DEPTH / BLOCK_LENGTH[block];
  const at = (network: number, boundary: number) => moment[network * (blocks + 1) + boundary] as number;
  return Array.from({ length: networks }, (_, k) => (at(k, blocks) / at(k, 0)) ** (1 / blocks));
}
