import { add } from '@tensorflow/tfjs-core/dist/ops/add';
import { concat } from '@tensorflow/tfjs-core/dist/ops/concat';
import { reshape } from '@tensorflow/tfjs-core/dist/ops/reshape';
import { square } from '@tensorflow/tfjs-core/dist/ops/square';
import { sum } from '@tensorflow/tfjs-core/dist/ops/sum';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import { type Parameters, weightOf } from '../../claim/start.ts';
import { type Architecture, BLOCK_LENGTH, type TrainingRecord } from '../../claim/training.ts';
import type { HostTensor } from '../../numerics/host-tensor.ts';
import { type Alignment, alignment } from './measures.ts';
import { forward } from './network.ts';

/**
 * What a record is made of, computed on the device and joined into one tensor, since each read costs
 * a submission. Networks vary fastest except in the outputs, which come first.
 * @param tiny a positive number the device can hold: keeps the cosine of a zero vector from dividing by zero.
 */
export function observe(
  architecture: Architecture,
  parameters: Parameters<Tensor>,
  gradients: Parameters<Tensor>,
  x: Tensor,
  tiny: number,
): Tensor {
  const seen: Alignment[] = [];
  const outputs = forward(architecture, parameters, x, (a) => seen.push(alignment(a, tiny)));
  const squaredNorm = (t: Tensor): Tensor => sum(square(t), [1, 2]);
  const norms = layers(architecture).map((layer) => squaredNorm(gradients[weightOf(layer)] as Tensor));
  const sizes = Object.values(parameters).map(squaredNorm);
  const size = sizes.reduce((total, one) => add(total, one));
  const rows = [
    ...norms,
    ...seen.map(({ squares }) => squares),
    ...seen.map(({ cosines }) => cosines),
    ...seen.map(({ directions }) => directions),
    size,
  ];
  return concat([outputs, ...rows].map((t) => reshape(t, [t.size])));
}

function layers({ depth }: Architecture): number[] {
  return Array.from({ length: depth }, (_, k) => k + 1);
}

/** Gathers observations into a training's record. */
export class Recorder {
  readonly #at: number[] = [];
  readonly #rows = { loss: [], accuracy: [], gradientNorm: [], moment: [], cosine: [] } as Record<
    'loss' | 'accuracy' | 'gradientNorm' | 'moment' | 'cosine',
    number[]
  >;
  readonly #diverged: boolean[];
  readonly #depth: number;
  readonly #boundaries: number;
  readonly #width: number;
  readonly #targets: HostTensor<Float32Array>;

  /** @param targets [points, outputs], of every network. */
  constructor({ block, depth, width }: Architecture, networks: number, targets: HostTensor<Float32Array>) {
    this.#diverged = new Array<boolean>(networks).fill(false);
    this.#depth = depth;
    this.#boundaries = depth / BLOCK_LENGTH[block] + 1;
    this.#width = width;
    this.#targets = targets;
  }

  /** Adds what {@link observe} gave of the state after `step` steps. */
  add(step: number, observed: Float32Array): void {
    const networks = this.#diverged.length;
    const size = this.#targets.data.length;
    const points = this.#targets.shape[0] as number;
    const entry = (row: number, network: number) =>
      observed[networks * size + row * networks + network] as number;
    const boundaries = this.#boundaries;
    const [moments, alignments] = [this.#depth, this.#depth + boundaries];
    const lengths = alignments + boundaries;
    this.#at.push(step);
    for (let network = 0; network < networks; network++) {
      const outputs = observed.subarray(network * size, (network + 1) * size);
      const loss = meanSquaredError(outputs, this.#targets.data);
      // Some devices turn NaN into numbers, in a ReLU say, so that a loss alone may look sound again.
      this.#diverged[network] ||= !Number.isFinite(loss + entry(lengths + boundaries, network));
      const seen = (value: number) => (this.#diverged[network] ? Number.NaN : value);
      this.#rows.loss.push(seen(loss));
      this.#rows.accuracy.push(seen(accuracy(outputs, this.#targets)));
      for (let layer = 0; layer < this.#depth; layer++) {
        this.#rows.gradientNorm.push(seen(Math.sqrt(entry(layer, network))));
      }
      for (let k = 0; k < boundaries; k++) {
        this.#rows.moment.push(seen(entry(moments + k, network) / (points * this.#width)));
        const cosines = entry(alignments + k, network) - entry(lengths + k, network);
        this.#rows.cosine.push(seen(cosines / (points * (points - 1))));
      }
    }
  }

  /** The record of what was added so far. */
  finish(): TrainingRecord {
    const { loss, accuracy, gradientNorm, moment, cosine } = this.#rows;
    return {
      at: [...this.#at],
      loss: Float32Array.from(loss),
      accuracy: Float32Array.from(accuracy),
      gradientNorm: Float32Array.from(gradientNorm),
      moment: Float32Array.from(moment),
      cosine: Float32Array.from(cosine),
    };
  }
}

function meanSquaredError(outputs: Float32Array, targets: Float32Array): number {
  let total = 0;
  for (let i = 0; i < targets.length; i++) total += ((outputs[i] as number) - (targets[i] as number)) ** 2;
  return total / targets.length;
}

/** The share of points whose output has the target's sign, or whose largest output is the target's. */
function accuracy(outputs: Float32Array, { shape, data }: HostTensor<Float32Array>): number {
  const [points, classes] = shape as [number, number];
  const answer = (values: Float32Array, point: number) => {
    const row = values.subarray(point * classes, (point + 1) * classes);
    return classes === 1 ? Math.sign(row[0] as number) : row.indexOf(Math.max(...row));
  };
  let right = 0;
  for (let point = 0; point < points; point++) {
    if (answer(outputs, point) === answer(data, point)) right += 1;
  }
  return right / points;
}
