import type { TrainingPlan } from '../../../src/claim/training.ts';
import { startOf } from './contender.ts';

/** How far the start is moved to see how much of it arrives: above float64's noise, below any bend. */
const DISTURBANCE = 2 ** -24;
/** Of float32, the coarsest arithmetic any contender computes in. */
const UNIT_ROUNDOFF = 2 ** -24;

/** Ways to save work that must not pass for the whole of it. */
export const FAULTS = [
  'a point left out',
  'a rate 2 % off',
  'biases not trained',
  'a layer left out',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What a plan's losses are, by plain loops in float64, and how far each may be off by rounding. */
export interface Expectation {
  /** [steps + 1, networks] */
  readonly losses: readonly number[];
  readonly allowed: readonly number[];
}

/**
 * Computes what every contender should find. A loss may be off by the root of the number of roundings on
 * the longest path, in unit roundoffs, as independent errors add; each counts as large as the loss and
 * as what becomes of a relative disturbance of all weights. {@link FAULTS} must come out larger.
 */
export function expectation(plan: TrainingPlan): Expectation {
  const losses = trainPlainly(plan);
  const disturbed = trainPlainly(plan, { disturbance: DISTURBANCE });
  const { depth, width } = plan.architecture;
  const allowed = losses.map((loss, i) => {
    const steps = Math.floor(i / plan.networks.length) + 1;
    const roundings = steps * 2 * (depth + 2) * (Math.max(plan.task.points, width) + 8);
    const arrived = Math.abs((disturbed[i] as number) - loss) / DISTURBANCE;
    return Math.sqrt(roundings) * UNIT_ROUNDOFF * (loss + arrived);
  });
  return { losses, allowed };
}

/** The largest difference from what is expected, in units of what is allowed; infinite where a loss is missing. */
export function disagreement({ losses, allowed }: Expectation, found: readonly number[]): number {
  if (found.length !== losses.length) return Number.POSITIVE_INFINITY;
  const errors = found.map((loss, i) => Math.abs(loss - (losses[i] as number)) / (allowed[i] as number));
  return errors.every(Number.isFinite) ? Math.max(...errors) : Number.POSITIVE_INFINITY;
}

/** Trains a plan of the benchmark by loops that do nothing clever, in float64. @returns as {@link Expectation}.losses. */
export function trainPlainly(
  plan: TrainingPlan,
  { disturbance = 0, fault }: { disturbance?: number; fault?: Fault } = {},
): number[] {
  const { inputs, targets, networks } = startOf(plan);
  const points = rowsOf(inputs.data, inputs.shape[1] as number);
  const trained = fault === 'a point left out' ? points.slice(1) : points;
  const answers = Array.from(targets.data).slice(points.length - trained.length);
  const all = networks.map((layers, k) => {
    const kept = fault === 'a layer left out' ? layers.toSpliced(1, 1) : layers;
    const weights = kept.map(({ weight, outputs }) =>
      rowsOf(weight, outputs).map((row) => row.map((w, j) => w * (1 + disturbance * (j % 3 === 0 ? -1 : 1)))),
    );
    const biases = kept.map(({ outputs }) => new Array<number>(outputs).fill(0));
    const rate = (plan.networks[k]?.rate as number) * (fault === 'a rate 2 % off' ? 1.02 : 1);
    return lossesOf({ weights, biases, rate }, trained, answers, plan.steps, fault !== 'biases not trained');
  });
  return Array.from({ length: plan.steps + 1 }, (_, step) =>
    all.map((losses) => losses[step] as number),
  ).flat();
}

interface Network {
  /** By layer, [inputs][outputs]. */
  readonly weights: number[][][];
  readonly biases: number[][];
  readonly rate: number;
}

function lossesOf(
  { weights, biases, rate }: Network,
  points: readonly number[][],
  answers: readonly number[],
  steps: number,
  areBiasesTrained: boolean,
): number[] {
  const losses: number[] = [];
  for (let step = 0; step <= steps; step++) {
    const slopes = weights.map((w) => w.map((row) => row.map(() => 0)));
    const offsets = biases.map((b) => b.map(() => 0));
    let loss = 0;
    for (const [p, point] of points.entries()) {
      const activations = [point];
      for (const [k, w] of weights.entries()) {
        const z = (biases[k] as number[]).map((b, j) =>
          (activations[k] as number[]).reduce((s, a, i) => s + a * ((w[i] as number[])[j] as number), b),
        );
        activations.push(k < weights.length - 1 ? z.map((value) => Math.max(value, 0)) : z);
      }
      const error = ((activations.at(-1) as number[])[0] as number) - (answers[p] as number);
      loss += error ** 2 / points.length;
      let d = [(2 * error) / points.length];
      for (let k = weights.length - 1; k >= 0; k--) {
        const [a, w] = [activations[k] as number[], weights[k] as number[][]];
        for (const [j, dz] of d.entries())
          (offsets[k] as number[])[j] = ((offsets[k] as number[])[j] as number) + dz;
        const own = slopes[k] as number[][];
        d = a.map((value, i) => {
          let sum = 0;
          const [row, slope] = [w[i] as number[], own[i] as number[]];
          for (const [j, dz] of d.entries()) {
            slope[j] = (slope[j] as number) + value * dz;
            sum += (row[j] as number) * dz;
          }
          return value > 0 ? sum : 0;
        });
      }
    }
    losses.push(loss);
    for (const [k, w] of weights.entries()) {
      for (const [i, row] of w.entries()) {
        for (const j of row.keys()) row[j] = (row[j] as number) - rate * (slopes[k]?.[i]?.[j] as number);
      }
      const b = biases[k] as number[];
      if (areBiasesTrained)
        for (const j of b.keys()) b[j] = (b[j] as number) - rate * (offsets[k]?.[j] as number);
    }
  }
  return losses;
}

function rowsOf(values: Float32Array, columns: number): number[][] {
  return Array.from({ length: values.length / columns }, (_, i) =>
    Array.from(values.subarray(i * columns, (i + 1) * columns)),
  );
}
