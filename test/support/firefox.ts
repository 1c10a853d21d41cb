import { existsSync } from 'node:fs';

/** Playwright drives only a Firefox of its own; puppeteer-core drives the system's, over WebDriver BiDi. */
const PACKAGE = 'puppeteer-core';
const VERSION = '25.16.0';

/** Set to use a particular Firefox: its path. */
const VARIABLE = 'FIREFOX_PATH';
const SYSTEM_PATHS = [
  '/usr/bin/firefox',
  '/usr/bin/firefox-esr',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** The part of puppeteer's page that the tests use. */
export interface FirefoxPage {
  goto(url: string): Promise<unknown>;
  evaluate<Args extends unknown[], R>(run: (...args: Args) => R | Promise<R>, ...args: Args): Promise<R>;
  waitForSelector(selector: string, options: { timeout: number }): Promise<unknown>;
  on(event: 'pageerror', listener: (error: Error) => void): void;
}

export interface Firefox {
  newPage(): Promise<FirefoxPage>;
  close(): Promise<void>;
}

/** Starts the system's Firefox without a window, or says in a sentence what is missing for it. */
export async function launchFirefox(): Promise<Firefox | string> {
  const executablePath = [process.env[VARIABLE] ?? '', ...SYSTEM_PATHS].find(existsSync);
  if (!executablePath) return `No Firefox is installed; ${VARIABLE} names one elsewhere.`;
  let puppeteer: { launch(options: object): Promise<Firefox> };
  try {
    // It may be absent: it brings sixty packages, which no machine without Firefox needs.
    puppeteer = (await import(/* @vite-ignore */ PACKAGE)).default;
  } catch {
    return `Firefox is driven by ${PACKAGE}: npm install --no-save ${PACKAGE}@${VERSION}.`;
  }
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: { width: 1280, height: 900 },
  });
}
