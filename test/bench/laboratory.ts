import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { HARDWARE_GPU, launchOptions, SOFTWARE_GPU } from '../support/chromium.ts';
import { serveSite } from '../support/served-site.ts';

/** A page of a benchmark, open in a Chromium of its own. */
export interface OpenedLaboratory {
  readonly page: Page;
  /** Chromium's. */
  readonly version: string;
  close(): Promise<void>;
}

/**
 * Builds a benchmark's page as the site is built.
 * @param folder beside this file; its `index.html` is the page.
 * @returns the folder to serve.
 */
export async function buildLaboratory(folder: string): Promise<string> {
  const outDir = new URL(`../../node_modules/.cache/skip-two/bench/${folder}/`, import.meta.url).pathname;
  await build({
    root: new URL(`./${folder}/`, import.meta.url).pathname,
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
    // Untrimmed, since trim-tensorflow.ts is made for what the site imports: sizes differ, kernels do not.
    worker: { format: 'es' },
  });
  return outDir;
}

/**
 * Builds a benchmark's page, and opens it.
 * @param gpu uses the machine's GPU; otherwise one in software.
 */
export async function openLaboratory(folder: string, gpu: boolean): Promise<OpenedLaboratory> {
  const site = await serveSite(await buildLaboratory(folder));
  const browser = await chromium.launch(launchOptions(gpu ? HARDWARE_GPU : SOFTWARE_GPU));
  const close = async () => {
    await browser.close();
    await site.close();
  };
  try {
    const page = await browser.newPage();
    await page.goto(site.origin, { waitUntil: 'networkidle' });
    return { page, version: browser.version(), close };
  } catch (error) {
    await close();
    throw error;
  }
}
