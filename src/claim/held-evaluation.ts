import type { HostTensor } from '../numerics/host-tensor.ts';
import { type Device, DeviceFault, type Program } from './device.ts';
import { isWithin } from './is-within.ts';
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
  const expected = program(runningErrorOps(device.arithmetic), boundedInputs(inputs, device.arithmetic));
  const isSo = Object.entries(expected).every(([name, tensor]) => isWithin(computed[name], tensor));
  if (!isSo) throw new DeviceFault('its numbers are not what its arithmetic allows');
  return computed;
}
