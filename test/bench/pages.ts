import { globSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { type PagesBenchmark, pagesBenchmarkSchema } from '../../src/evidence/benchmark-schema.ts';
import { spreadOf } from '../../src/evidence/training-benchmark.ts';
import { launchOptions } from '../support/chromium.ts';
import { openAuditor } from '../support/lighthouse.ts';
import { serveBuiltSite } from './built-site.ts';
import { describeMachine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { keepResults } from './results.ts';

/** Claims' pages are of one template, and so are errors': one of each stands for the others. */
const SAMPLES = ['/claims/one-layer-skip-folds/', '/reference/errors/broken-frontmatter/'];
const OF_A_TEMPLATE = /^\/(?:claims|reference\/errors)\/./;

/**
 * Lighthouse has all work take four times as long, which makes a phone of the middle class of a fast desktop computer, of
 * benchmark index 1,500 to 2,000. Its documentation (docs/throttling.md) says to take less on a slower one: this is the
 * same phone on each.
 */
const PHONE = { slowdown: 4, of: 1_750 };

/**
 * Lighthouse's performance of every page, on the phone and network that it simulates.
 * `--only PATH` measures one page.
 */
export async function benchPages({ rounds, only, isWhole }: BenchOptions): Promise<void> {
  const site = await serveBuiltSite();
  const paths = globSync('**/index.html', { cwd: 'dist' })
    .map((file) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`)
    .filter((path) => !OF_A_TEMPLATE.test(path) || SAMPLES.includes(path))
    .filter((path) => only.length === 0 || only.includes(path))
    .sort();
  const auditor = await openAuditor();
  try {
    const found = new Map<string, PagesBenchmark['pages'][number]['rounds'][number][]>();
    for (let round = 0; round < rounds; round++) {
      for (const path of paths) {
        const benchmarkIndex = await auditor.benchmarkIndex();
        const slowdown = Math.max(1, (PHONE.slowdown * benchmarkIndex) / PHONE.of);
        const { categories, audits } = await auditor.audit(`${site.origin}${path}`, {
          onlyCategories: ['performance'],
          throttling: { cpuSlowdownMultiplier: slowdown },
        });
        const numberOf = (audit: string) => audits[audit]?.numericValue ?? Number.NaN;
        const measured = {
          performance: Math.round((categories.performance?.score ?? 0) * 100),
          layoutShift: numberOf('cumulative-layout-shift'),
          blockingTime: Math.round(numberOf('total-blocking-time')),
          benchmarkIndex: Math.round(benchmarkIndex),
          slowdown: Number(slowdown.toFixed(2)),
        };
        console.log(`${path}: ${JSON.stringify(measured)}`);
        found.set(path, [...(found.get(path) ?? []), measured]);
      }
    }
    const results = pagesBenchmarkSchema.parse({
      version: 1,
      machine: await machineOf(site.origin),
      lighthouse: lighthouseVersion(),
      pages: [...found].map(([path, measured]) => ({ path, rounds: measured })),
    });
    for (const { path, rounds } of results.pages)
      console.log(`${path}: ${spreadOf(rounds.map(({ performance }) => performance)).median} in the median`);
    keepResults('pages', results, isWhole);
  } finally {
    await auditor.close();
    await site.close();
  }
}

async function machineOf(url: string) {
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    await page.goto(url);
    return await describeMachine(page, browser.version());
  } finally {
    await browser.close();
  }
}

function lighthouseVersion(): string {
  return JSON.parse(readFileSync('node_modules/lighthouse/package.json', 'utf8')).version;
}
