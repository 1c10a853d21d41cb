import { defineExperiment } from '../../claim/claim.ts';
import { integer } from '../../claim/parameters.ts';
import { startPlan } from '../../claim/spiral-plans.ts';
import { BLOCK_LENGTH, type BlockKind, type TrainingRecord } from '../../claim/training.ts';

const DEPTH = 24;
const SKIPPING = ['T1', 'two', 'three'] as const satisfies readonly BlockKind[];
const KINDS = ['plain', ...SKIPPING] as const;
/** Between what plain layers and what blocks with a skip were first seen to reach. */
const ALIKE = 0.95;

/** The start of DEPTH weight layers in blocks of one kind. */
export const planOf = (block: BlockKind, width: number, seeds: readonly number[]) =>
  startPlan(block, DEPTH, width, seeds);

const alike = (kind: (typeof KINDS)[number], relation: 'above' | 'below') =>
  ({
    quantity: kind,
    says: `mean cosine between the activations of two inputs after ${DEPTH} layers, ${kind}`,
    statistic: 'median',
    relation,
    threshold: ALIKE,
  }) as const;

export default defineExperiment({
  title:
    'Depth makes the inputs of a plain network alike, skips prevent it, and the plain gradient stays alive',
  statement: String.raw`\begin{aligned} & \text{plain:} && \overline{\cos}_{24} > 0.95, \quad \tfrac12 < \frac{\|\partial\ell/\partial \mW_1\|}{\|\partial\ell/\partial \mW_{24}\|} < 2 \\ & \text{with skips:} && \overline{\cos}_{24} < 0.95 \end{aligned}`,
  hypotheses: [
    String.raw`$\overline{\cos}_{24}$ is the mean cosine between the activations of two different inputs after ${DEPTH} layers; the skips lead over one, two or three layers, and each kind is held to it`,
    'weights are He’s draws, of variance $2/n$, and biases 0; ReLU; 64 points of a spiral; squared loss $\\ell$; nothing is trained',
    'gradients are compared by their Frobenius norms at the first and the last of these layers, in the plain network',
  ],
  parameters: { n: integer({ label: 'Width', min: 64, max: 128, initial: 64 }) },
  seeds: 24,
  isLong: false,
  trainings: KINDS.length,
  observe: async (lab, { n }, seeds) => {
    const records = {} as Record<(typeof KINDS)[number], TrainingRecord>;
    for (const block of KINDS) records[block] = await lab.train(planOf(block, n, seeds));
    const cosines = (block: (typeof KINDS)[number]) => lastCosines(block, records[block]);
    return {
      plain: cosines('plain'),
      T1: cosines('T1'),
      two: cosines('two'),
      three: cosines('three'),
      'gradient ratio': firstOverLast(records.plain).map((ratio) => Math.abs(Math.log2(ratio))),
    };
  },
  criteria: [
    alike('plain', 'above'),
    ...SKIPPING.map((kind) => alike(kind, 'below')),
    {
      quantity: 'gradient ratio',
      says: '|log₂| of the first layer’s gradient norm over the last’s, plain',
      statistic: 'median',
      relation: 'below',
      threshold: 1,
    },
  ],
  published: 'refuted',
  control: {
    says: 'two inputs of a plain network stay apart, with a mean cosine below 0.95',
    criteria: [alike('plain', 'below')],
  },
  sources: ['balduzzi2017shattered', 'he2016identity'],
});

function lastCosines(block: BlockKind, { cosine }: TrainingRecord): number[] {
  const boundaries = DEPTH / BLOCK_LENGTH[block] + 1;
  return [...cosine].filter((_, i) => i % boundaries === boundaries - 1);
}

function firstOverLast({ gradientNorm }: TrainingRecord): number[] {
  const networks = gradientNorm.length / DEPTH;
  const at = (network: number, layer: number) => gradientNorm[network * DEPTH + layer] as number;
  return Array.from({ length: networks }, (_, k) => at(k, 0) / at(k, DEPTH - 1));
}
