import { BACKENDS, type Backend, type Device } from '../claim/device.ts';
import { arithmeticOf } from '../numerics/arithmetic.ts';
import { withdrawBackend } from './backends/activate.ts';
import { knownAnswers, measureArithmetic } from './measure.ts';
import { type OpenedBackend, type Opening, tensorDevice } from './tensor-device.ts';

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

interface BackendModule {
  open(opening: Opening): Promise<OpenedBackend>;
}

/** Each backend is a chunk of its own, loaded only when it is tried. */
const MODULES: Record<Backend, () => Promise<BackendModule>> = {
  webgpu: () => import('./backends/webgpu.ts'),
  webgl: () => import('./backends/webgl.ts'),
  cpu: () => import('./backends/cpu.ts'),
};

/**
 * Opens the best backend that can be trusted: webgpu, then webgl, then cpu.
 * @param forced opens this one or none.
 * @param timeoutMs how long one backend may take to answer, once its code is here; milliseconds.
 * @throws {NoDevice} with a sentence for the reader where there is none. The library may then be
 * spoilt for another try: the worker should be replaced.
 * @throws {TypeError} the browser's own, where a backend's code cannot be fetched.
 */
export async function openDevice(forced?: Backend, timeoutMs = OPEN_TIMEOUT_MS): Promise<Opened> {
  const tried: Attempt[] = [];
  for (const backend of forced ? [forced] : BACKENDS) {
    const opening: Opening = { abandoned: false, engaged: false };
    // A slow network is not a slow device, nor is a missing file a missing backend: only the opening is timed and judged.
    const module = await MODULES[backend]();
    try {
      return { device: await withTimeout(open(module, opening), timeoutMs), tried };
    } catch (error) {
      opening.abandoned = true;
      if (opening.engaged) withdrawBackend(backend);
      tried.push({ backend, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  throw new NoDevice(
    tried.map(({ backend, problem }) => `${DISPLAY_NAMES[backend]} could not be used: ${problem}`).join(' '),
  );
}

/** Backends as their specifications write them. */
export const DISPLAY_NAMES: Record<Backend, string> = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'The CPU' };

async function open(module: BackendModule, opening: Opening): Promise<Device> {
  const opened = await module.open(opening);
  // Until it is measured a device is taken to be float32; the self-test depends on nothing of it.
  const untrusted = tensorDevice(opened, arithmeticOf(24));
  await knownAnswers(untrusted.evaluate);
  return tensorDevice(opened, await measureArithmetic(untrusted.evaluate));
}

function withTimeout<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it did not answer in time.')), timeoutMs);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}
