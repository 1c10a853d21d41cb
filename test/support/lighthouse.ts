import { createServer } from 'node:net';
import lighthouse, { type Flags, type Result } from 'lighthouse';
import { type Browser, chromium } from 'playwright';
import { launchOptions } from './chromium.ts';

/** A Chromium that Lighthouse can drive. */
export interface Auditor {
  readonly version: string;
  /** What Lighthouse finds of a page, on a phone as it simulates one. */
  audit(url: string, flags: Flags): Promise<Result>;
  close(): Promise<void>;
}

/** Opens a Chromium with a port for Lighthouse. */
export async function openAuditor(): Promise<Auditor> {
  const port = await freePort();
  const { args, ...options } = launchOptions();
  const browser: Browser = await chromium.launch({
    ...options,
    args: [...args, `--remote-debugging-port=${port}`],
  });
  return {
    version: browser.version(),
    async audit(url, flags) {
      const found = await lighthouse(url, { port, logLevel: 'error', ...flags });
      if (!found) throw new Error(`Lighthouse has no result for ${url}.`);
      const { lhr } = found;
      if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
      return lhr;
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
