import type { HostTensor } from '../numerics/host-tensor.ts';
import { type Device, DeviceFault, type Program } from './device.ts';
import { boundedInputs, runningErrorOps } from './running-error.ts';

/**
 * Evaluates a program on a device and holds what comes out against the host's float64, within its running error.
 * @throws {DeviceFault} where the device's numbers are others.
 */
export async function evaluateHeld(
  device: Pick<Device, 'evaluate' | 'arithmetic'>,
  program: Program,
  inputs: Readonly<Record<string, HostTensor<Float32Array>>>,
): Promise<Record<string, HostTensor<Float32Array>>> {
  const computed = await device.evaluate(program, inputs);
  const expected = program(runningErrorOps(device.arithmetic), boundedInputs(inputs));
  for (const [name, { data, error }] of Object.entries(expected)) {
    const isSo = data.every((value, i) => {
      const bound = error[i] as number;
      // A bound that is not finite says nothing against the device.
      return !Number.isFinite(bound) || Math.abs((computed[name]?.data[i] as number) - value) <= bound;
    });
    if (!isSo) throw new DeviceFault('its numbers are not what its arithmetic allows');
  }
  return computed;
}
