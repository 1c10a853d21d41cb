import type { HostTensor } from '../numerics/host-tensor.ts';
import { filled } from './draw.ts';

/** A kernel [k₁, k₂, 1, 1], 1 at one tap and 0 elsewhere: times a 1 × 1 kernel it puts that there. */
export function oneTap([k1, k2]: readonly [number, number], [i, j]: readonly [number, number]): HostTensor {
  return filled([k1, k2, 1, 1], (at) => (at === i * k2 + j ? 1 : 0));
}

/** The 1 × 1 kernel [1, 1, channels, channels] that hands every channel on as it is. */
export function identityKernel(channels: number): HostTensor {
  return filled([1, 1, channels, channels], (at) => (at % (channels + 1) === 0 ? 1 : 0));
}
