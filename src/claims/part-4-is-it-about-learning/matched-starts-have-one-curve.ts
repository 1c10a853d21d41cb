import { defineExperiment } from '../../claim/claim.ts';
import { choice } from '../../claim/parameters.ts';
import { HE, networksFrom, type Start, spiralPlan } from '../../claim/spiral-plans.ts';
import type { TrainingPlan, TrainingRecord } from '../../claim/training.ts';

/** The arms: a block and whether its weights start moved by the identity. */
const ARMS = {
  skip: { block: 'T1', plusIdentity: false },
  matched: { block: 'plain', plusIdentity: true },
  unmatched: { block: 'plain', plusIdentity: false },
} as const;

/** Every arm from the same draws, W₀/√L. */
export function planOf(arm: keyof typeof ARMS, depth: number, seeds: readonly number[]): TrainingPlan {
  const { block, plusIdentity } = ARMS[arm];
  const start: Start = { ...HE, scale: 1 / Math.sqrt(depth), plusIdentity };
  const networks = networksFrom(seeds, start, 0.01);
  return spiralPlan({ block, depth, width: 12, networks, steps: 100, recordEvery: 10 });
}

const criterion = (quantity: 'matched' | 'unmatched', start: string) =>
  ({
    quantity,
    says: `largest gap between the curves over the loss, plain layers started at ${start}`,
    statistic: 'median',
    relation: 'below',
    // Less than the width of a line where the curves are drawn; rounding alone keeps the gap above 0.
    threshold: 1 / 1000,
  }) as const;

export default defineExperiment({
  title:
    'At a matched start a one-layer skip and a plain network draw one learning curve, at every depth tried',
  statement: String.raw`V_0 = \mI + \mW_0/\sqrt{L} \;\Longrightarrow\; \max_t \frac{|\mathrm{loss}_t^{\mathrm{plain}} - \mathrm{loss}_t^{\mathrm{T1}}|}{\mathrm{loss}_t^{\mathrm{T1}}} < \frac{1}{1000}`,
  hypotheses: [
    String.raw`T1, $\mg(\mW x + \vb + x)$, starts at $\mW_0/\sqrt L$, and plain layers, $\mg(Vx + \vb)$, at $\mI + \mW_0/\sqrt L$, $\mW_0$ being He’s draws and $L$ the depth; biases at 0`,
    '100 steps of full-batch gradient descent at rate 0.01, looked at every ten; width 12, ReLU, 64 points of a spiral',
    'these are free runs in float32: they round differently, so the curves are close and not equal. That single steps are equal but for rounding is a claim of its own',
  ],
  parameters: { depth: choice({ label: 'Depth', options: ['6', '12', '24', '48'], initial: '6' }) },
  seeds: 16,
  isLong: false,
  trainings: 3,
  observe: async (lab, { depth }, seeds) => {
    const train = (arm: keyof typeof ARMS) => lab.train(planOf(arm, Number(depth), seeds));
    const skip = await train('skip');
    return {
      matched: largestGaps(await train('matched'), skip, seeds.length),
      unmatched: largestGaps(await train('unmatched'), skip, seeds.length),
    };
  },
  criteria: [criterion('matched', 'I + W₀/√L')],
  published: ({ depth }) => (depth === '48' ? 'undecided' : 'holds'),
  control: {
    says: String.raw`so it is for plain layers started at $\mW_0/\sqrt L$ too`,
    criteria: [criterion('unmatched', 'W₀/√L')],
  },
  sources: ['hardt2016identity', 'zagoruyko2017dirac'],
  uses: ['same-start-same-training'],
});

/** By network, the largest difference of two losses over the second. */
function largestGaps({ loss }: TrainingRecord, other: TrainingRecord, networks: number): number[] {
  const gap = (i: number) =>
    Math.abs((loss[i] as number) - (other.loss[i] as number)) / (other.loss[i] as number);
  const gaps = Array.from(loss, (_, i) => gap(i));
  return Array.from({ length: networks }, (_, k) => Math.max(...gaps.filter((_, i) => i % networks === k)));
}
