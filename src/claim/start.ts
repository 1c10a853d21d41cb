import type { HostTensor } from '../numerics/host-tensor.ts';
import { gaussian, streamFor } from './streams.ts';
import { type Architecture, BLOCK_LENGTH, type NetworkPlan } from './training.ts';

/**
 * What is learned, by name, each a tensor [networks, rows, columns]. Layer 0 takes the task's inputs to
 * the width, layers 1 to depth stand in blocks, layer depth + 1 reads out. Activations are rows here, so
 * a weight is [inputs, outputs], the transpose of a claim's W; all else is [1, units].
 */
export type Parameters<T> = Readonly<Record<string, T>>;

/** A layer's weight by name. */
export const weightOf = (layer: number) => `weight ${layer}`;
/** A layer's bias. */
export const biasOf = (layer: number) => `bias ${layer}`;
/** The scale that a normalised layer learns. */
export const gainOf = (layer: number) => `gain ${layer}`;
/** The offset that a normalised layer learns. */
export const offsetOf = (layer: number) => `offset ${layer}`;
/** The matrix on a block's skip; blocks count from 0. */
export const projectionOf = (block: number) => `projection ${block}`;

/**
 * Where the networks start: weights Gaussian with variance 2/inputs (He et al. 2015) whatever the
 * activation, the readout's and the projections' with variance 1/inputs since no activation halves what
 * they carry; biases and offsets 0, gains 1. Draws depend on the network's seed and the sizes alone:
 * a projection's come from a stream of their own, so that every arm has the same weights.
 */
export function drawStart(
  { block, shortcut, depth, width, normalised }: Architecture,
  networks: readonly NetworkPlan[],
  inputs: number,
  outputs: number,
): Parameters<HostTensor<Float32Array>> {
  const start: Record<string, HostTensor<Float32Array>> = {};
  const fill = (
    name: string,
    rows: number,
    columns: number,
    entry: (network: number, i: number) => number,
  ) => {
    const size = rows * columns;
    const data = Float32Array.from({ length: networks.length * size }, (_, i) =>
      entry(Math.floor(i / size), i % size),
    );
    start[name] = { shape: [networks.length, rows, columns], data };
  };

  const weights = networks.map(({ seed }) => streamFor('weights', seed));
  const draw = (streams: typeof weights, network: number, variance: number) =>
    gaussian(streams[network] as (typeof weights)[number]) * Math.sqrt(variance);

  for (let layer = 0; layer <= depth + 1; layer++) {
    const rows = layer === 0 ? inputs : width;
    const columns = layer > depth ? outputs : width;
    const isInBlock = layer > 0 && layer <= depth;
    const isLast = layer % BLOCK_LENGTH[block] === 0;
    fill(weightOf(layer), rows, columns, (network, i) => {
      const he = draw(weights, network, (layer > depth ? 1 : 2) / rows);
      if (!isInBlock) return he;
      const { scale, lastScale, plusIdentity } = networks[network] as NetworkPlan;
      return he * scale * (isLast ? lastScale : 1) + (plusIdentity && i % (width + 1) === 0 ? 1 : 0);
    });
    fill(biasOf(layer), 1, columns, () => 0);
    if (normalised && layer <= depth) {
      fill(gainOf(layer), 1, columns, () => 1);
      fill(offsetOf(layer), 1, columns, () => 0);
    }
  }
  if (shortcut === 'projection') {
    const projections = networks.map(({ seed }) => streamFor('projections', seed));
    for (let b = 0; b < depth / BLOCK_LENGTH[block]; b++) {
      fill(projectionOf(b), width, width, (network) => draw(projections, network, 1 / width));
    }
  }
  return start;
}
