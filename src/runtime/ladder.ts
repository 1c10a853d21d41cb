import { BACKENDS, type Backend, type Device } from '../claim/device.ts';
import { arithmeticOf } from '../numerics/arithmetic.ts';
import { knownAnswers, measureArithmetic } from './measure.ts';
import { type OpenedBackend, tensorDevice } from './tensor-device.ts';

/** One rung that did not hold, and why: a sentence that continues "… was not used: ". */
export interface Attempt {
  readonly backend: Backend;
  readonly problem: string;
}

/** A device that passed its self-test, and the rungs above it that did not. */
export interface Opened {
  readonly device: Device;
  readonly tried: readonly Attempt[];
}

/** No backend could be opened, or not the one that was asked for. */
export class NoDevice extends Error {
  override readonly name = 'NoDevice';
}

/** Some browsers hang instead of failing; shader compilation of a first self-test stays well below this. */
const OPEN_TIMEOUT_MS = 20_000;

/** Each backend is a chunk of its own, loaded only when it is tried. */
const MODULES: Record<Backend, () => Promise<{ open(): Promise<OpenedBackend> }>> = {
  webgpu: () => import('./backends/webgpu.ts'),
  webgl: () => import('./backends/webgl.ts'),
  cpu: () => import('./backends/cpu.ts'),
};

/**
 * Opens the best backend that can be trusted: webgpu, then webgl, then cpu.
 * @param forced opens this one or none.
 * @throws {NoDevice} with a sentence for the reader where there is none.
 */
export async function openDevice(forced?: Backend): Promise<Opened> {
  const tried: Attempt[] = [];
  for (const backend of forced ? [forced] : BACKENDS) {
    try {
      return { device: await withTimeout(open(backend)), tried };
    } catch (error) {
      tried.push({ backend, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  throw new NoDevice(
    tried.map(({ backend, problem }) => `${DISPLAY_NAMES[backend]} could not be used: ${problem}`).join(' '),
  );
}

/** Backends as their specifications write them. */
export const DISPLAY_NAMES: Record<Backend, string> = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'The CPU' };

async function open(backend: Backend): Promise<Device> {
  const module = await MODULES[backend]();
  const opened = await module.open();
  // Until it is measured a device is taken to be float32; the self-test depends on nothing of it.
  const untrusted = tensorDevice(opened, arithmeticOf(24));
  await knownAnswers(untrusted.evaluate);
  return tensorDevice(opened, await measureArithmetic(untrusted.evaluate));
}

function withTimeout<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it did not answer in time.')), OPEN_TIMEOUT_MS);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}
