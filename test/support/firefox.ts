import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Page } from 'puppeteer-core';
import { which } from './chromium.ts';

/** Set to use a particular Firefox: its path. */
const VARIABLE = 'FIREFOX_PATH';
const SYSTEM_NAMES = ['firefox', 'firefox-esr'];
const MAC_FIREFOX = '/Applications/Firefox.app/Contents/MacOS/firefox';

export interface Firefox {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Starts the system's Firefox without a window. Playwright drives only one of its own; puppeteer drives the system's,
 * over WebDriver BiDi.
 * @returns a sentence where there is none.
 * @throws {Error} where there is one, and it does not start.
 */
export async function launchFirefox(): Promise<Firefox | string> {
  const named = process.env[VARIABLE];
  const found = named ? [named] : [...SYSTEM_NAMES.map(which), MAC_FIREFOX];
  const executablePath = found.find((path) => path !== undefined && existsSync(path));
  if (!executablePath)
    return named
      ? `${VARIABLE} is "${named}", where there is nothing.`
      : `No Firefox is installed; ${VARIABLE} names one elsewhere.`;
  // As root it refuses to start in a home that is another's, as containers often have it.
  const home = mkdtempSync(join(tmpdir(), 'skip-two-firefox-'));
  const leave = () => rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  try {
    const firefox = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      defaultViewport: { width: 1280, height: 900 },
      env: { ...process.env, HOME: home },
    });
    return {
      newPage: () => firefox.newPage(),
      close: () => firefox.close().finally(leave),
    };
  } catch (error) {
    leave();
    throw error;
  }
}
