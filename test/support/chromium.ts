import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

/** Set to use a particular browser: the path of a Chromium or Chrome. */
const VARIABLE = 'CHROMIUM_PATH';
const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Both GPU backends in software: real WebGPU and WebGL on a machine without a GPU. */
export const SOFTWARE_GPU = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--enable-unsafe-swiftshader',
  '--use-angle=swiftshader',
];

/** What the machine has, WebGPU also where a browser does not offer it yet. */
export const HARDWARE_GPU = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];

/** Quiet in a closed network, and startable by root, as in most CI containers. */
const ALWAYS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

/** Launch options for Playwright. @throws {Error} with one sentence where no browser is installed. */
export function launchOptions(gpu: readonly string[] = SOFTWARE_GPU) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(NOT_FOUND);
  // Playwright's default headless shell has no GPU process to speak of: ask for the whole browser.
  return { executablePath, headless: true, args: [...ALWAYS, '--headless=new', ...gpu] };
}

/** The path of a Chromium: the variable's, Playwright's own, or the system's. */
export function findChromium(): string | undefined {
  const named = process.env[VARIABLE];
  if (named) return existsSync(named) ? named : undefined;
  const own = chromium.executablePath();
  if (own && existsSync(own)) return own;
  if (existsSync(MAC_CHROME)) return MAC_CHROME;
  return SYSTEM_NAMES.map(which).find((path) => path !== undefined);
}

/**
 * Finds a Chromium, or installs one: Playwright's download, else the system's package manager.
 * @throws {Error} with one sentence that says what to install where neither works.
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log('No Chromium found: installing one for the tests.');
  const attempts: [string, string[]][] = [
    [process.execPath, [playwrightCli(), 'install', 'chromium']],
    ...(isRoot() && which('apt-get')
      ? ([['sh', ['-c', 'apt-get update -q && apt-get install -y -q chromium']]] as [string, string[]][])
      : []),
  ];
  for (const [command, args] of attempts) {
    spawnSync(command, args, { stdio: 'inherit', timeout: 600_000 });
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(NOT_FOUND);
}

const NOT_FOUND = `The tests need a Chromium: install one (for example with "npx playwright install chromium" or "apt-get install chromium"), or set ${VARIABLE} to the path of yours.`;

function playwrightCli(): string {
  return new URL('../../node_modules/playwright/cli.js', import.meta.url).pathname;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The path of a program on the system's PATH. */
export function which(name: string): string | undefined {
  try {
    return (
      execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() ||
      undefined
    );
  } catch {
    return undefined;
  }
}
