/**
 * WebGPU without a browser: the npm package `webgpu` is Dawn, the WebGPU of Chromium, for Node. It is no
 * dependency, since it weighs 130 MB with the binaries of every system.
 */
const PACKAGE = 'webgpu';
/** The version that was tried. */
const VERSION = '0.6.2';

const NOT_INSTALLED = `--gpu needs the npm package ${PACKAGE}, which is not installed with the others because it weighs 130 MB: \`npm install --no-save ${PACKAGE}@${VERSION}\`, then try again.`;
const NO_ADAPTER =
  'WebGPU found no adapter on this machine: --gpu needs a GPU with its driver; on Linux that is a Vulkan driver and the library libvulkan1.';

/** What is used of the package. */
export interface Dawn {
  create(options: string[]): Pick<GPU, 'requestAdapter'>;
  readonly globals: object;
}

/** No WebGPU can be had in this process; the message is one sentence for whoever asked. */
export class NoWebGpu extends Error {
  override readonly name = 'NoWebGpu';
}

/**
 * Gives this process the `navigator.gpu` of a browser.
 * @param load fetches the package; a test hands in another.
 * @throws {NoWebGpu} where the package is not installed, does not run here, or finds no adapter.
 */
export async function provideWebGpu(load: () => Promise<Dawn> = loadDawn): Promise<void> {
  const { create, globals } = await load();
  const gpu = create([]);
  if (!(await gpu.requestAdapter())) throw new NoWebGpu(NO_ADAPTER);
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
}

async function loadDawn(): Promise<Dawn> {
  try {
    // A name that no bundler or type checker follows: the package may be absent.
    return await import(/* @vite-ignore */ PACKAGE);
  } catch (error) {
    throw new NoWebGpu(describeAbsence(error));
  }
}

/** Why the package could not be imported, in a sentence. */
export function describeAbsence(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === 'ERR_MODULE_NOT_FOUND') return NOT_INSTALLED;
  return `The npm package ${PACKAGE} does not run on this machine: ${String(message ?? error).split('\n')[0]}`;
}
