import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { type ScaleBenchmark, scaleBenchmarkSchema } from '../../src/evidence/benchmark-schema.ts';
import { copySite, type FixtureSite } from '../build/fixture-site.ts';
import { launchOptions } from '../support/chromium.ts';
import { describeMachine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { keepResults } from './results.ts';
import { FORMULAS_PER_ARTICLE, generateSite } from './scale/generate.ts';

/** How many claims; half as many articles show two each. */
const SIZES = [10, 100, 1_000];
/** Each size is built so often at most: a thousand claims take minutes. */
const MOST_ROUNDS = 3;
const MOST_ROUNDS_OF_LARGEST = 1;

/**
 * Builds generated sites of ten, a hundred and a thousand claims, and records time and memory. Every claim is run: what
 * is measured is a first build. `--only 100` builds one size.
 */
export async function benchScale({ rounds, only, isWhole }: BenchOptions): Promise<void> {
  const sizes: ScaleBenchmark['sizes'] = [];
  for (const claims of SIZES.filter((size) => only.length === 0 || only.includes(String(size)))) {
    const most = claims === Math.max(...SIZES) ? MOST_ROUNDS_OF_LARGEST : MOST_ROUNDS;
    const measured: ScaleBenchmark['sizes'][number]['rounds'][number][] = [];
    const site = copySite();
    try {
      const articles = generateSite(site, claims);
      for (let round = 0; round < Math.min(rounds, most); round++) {
        measured.push(await buildOnce(site));
        console.log(`${claims} claims: ${JSON.stringify(measured.at(-1))}`);
      }
      const [first, ...others] = measured;
      if (first)
        sizes.push({
          claims,
          articles,
          formulas: articles * FORMULAS_PER_ARTICLE,
          rounds: [first, ...others],
        });
    } finally {
      site.remove();
    }
  }
  const results = { version: 1, machine: await machineHere(), sizes };
  keepResults('scale', scaleBenchmarkSchema.parse(results), isWhole);
}

async function buildOnce(site: FixtureSite) {
  for (const made of ['dist', '.astro', 'node_modules/.cache', 'node_modules/.astro', 'node_modules/.vite'])
    rmSync(join(site.root, made), { recursive: true, force: true });
  const peak = join(site.root, 'peak.txt');
  const probe = new URL('./scale/probe.ts', import.meta.url);
  const start = performance.now();
  const { exitCode, output } = await site.astro(['build'], {
    NODE_OPTIONS: `--import=${probe}`,
    SKIP_TWO_PEAK_FILE: peak,
  });
  const seconds = (performance.now() - start) / 1_000;
  if (exitCode !== 0) throw new Error(`The generated site does not build.\n${output.slice(-2_000)}`);
  return {
    seconds: Number(seconds.toFixed(1)),
    peakMiB: Math.round(Number(readFileSync(peak, 'utf8')) / 1_024),
  };
}

async function machineHere() {
  const browser = await chromium.launch(launchOptions());
  try {
    return await describeMachine(await browser.newPage(), browser.version());
  } finally {
    await browser.close();
  }
}
