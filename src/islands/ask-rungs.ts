import { BACKENDS, type Backend } from '../claim/device.ts';
import { askRung } from '../runtime/ask-rung.ts';
import { openWasmDense } from '../runtime/training/dense-wasm.ts';
import type { DeviceEvent } from './device-state.ts';

/** Asks every backend in the order in which a claim tries them, one at a time, or the forced one alone. */
export async function askRungs(forced: Backend | null, tell: (event: DeviceEvent) => void): Promise<void> {
  tell({ type: 'started', forced });
  for (const backend of forced ? [forced] : BACKENDS) {
    tell({ type: 'asking', backend });
    tell({ type: 'answered', backend, answer: await askRung(backend) });
  }
  tell({ type: 'ended', hasSimd: (await openWasmDense()) !== null });
}
