import { createServer } from 'node:net';
import lighthouse, { type Flags, type Result } from 'lighthouse';
import { pageFunctions } from 'lighthouse/core/lib/page-functions.js';
import { type Browser, chromium } from 'playwright';
import { launchOptions } from './chromium.ts';

/** A Chromium that Lighthouse can drive. */
export interface Auditor {
  readonly version: string;
  /** How fast Lighthouse finds the processor at the moment. */
  benchmarkIndex(): Promise<number>;
  /** What Lighthouse finds of a page, on a phone as it simulates one. */
  audit(url: string, flags: Flags): Promise<Result>;
  close(): Promise<void>;
}

/** Chromium loses a trace's beginning now and then (Lighthouse's NO_NAVSTART), whatever the page. */
const ATTEMPTS = 3;

/** Opens a Chromium as readers have it, without the GPU in software of the tests, and with a port for Lighthouse. */
export async function openAuditor(): Promise<Auditor> {
  const port = await freePort();
  const { args, ...options } = launchOptions([]);
  const browser: Browser = await chromium.launch({
    ...options,
    args: [...args, `--remote-debugging-port=${port}`],
  });
  return {
    version: browser.version(),
    async benchmarkIndex() {
      const page = await browser.newPage();
      try {
        return await page.evaluate(pageFunctions.computeBenchmarkIndex);
      } finally {
        await page.close();
      }
    },
    async audit(url, flags) {
      for (let attempt = 1; ; attempt++) {
        const found = await lighthouse(url, { port, logLevel: 'error', ...flags });
        const error = found ? found.lhr.runtimeError : { message: 'Lighthouse has no result.' };
        if (found && !error) return found.lhr;
        if (attempt === ATTEMPTS) throw new Error(`${url}: ${error?.message}`);
      }
    },
    close: () => browser.close(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
