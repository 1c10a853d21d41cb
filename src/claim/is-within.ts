import type { HostTensor } from '../numerics/host-tensor.ts';
import type { BoundedTensor } from './running-error.ts';

/** True where each entry a device holds is within the host's bound of the host's value. */
export function isWithin(computed: HostTensor | undefined, host: BoundedTensor): boolean {
  return host.data.every((value, i) => {
    const error = host.error[i] as number;
    // A bound that is not finite says nothing against the device: the measurement has it too.
    return !Number.isFinite(error) || Math.abs((computed?.data[i] as number) - value) <= error;
  });
}
