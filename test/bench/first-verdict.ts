import { readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright';
import { type FirstVerdictBenchmark, firstVerdictSchema } from '../../src/evidence/benchmark-schema.ts';
import { type Spread, spreadOf } from '../../src/evidence/training-benchmark.ts';
import { HARDWARE_GPU, launchOptions, SOFTWARE_GPU } from '../support/chromium.ts';
import { serveSite } from '../support/served-site.ts';
import { serveBuiltSite } from './built-site.ts';
import { buildLaboratory } from './laboratory.ts';
import { describeMachine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { keepResults } from './results.ts';

const CLAIM = 'one-layer-skip-folds';
const BACKENDS = ['webgpu', 'webgl', 'cpu'];

/** Milliseconds of the first press in a page, and of the second. */
interface Presses {
  readonly cold: number;
  readonly warm: number;
}

interface Program {
  readonly name: 'site' | 'bare';
  /** Opens the program's page in an empty context and presses twice. */
  press(page: Page, backend: string): Promise<Presses>;
}

/**
 * The time from pressing Verify to the verdict, beside that of the bare TensorFlow.js program for the same check: in
 * one Chromium, in random order, each in a context with an empty cache. `--only BACKEND` leaves out the others.
 */
export async function benchFirstVerdict({ rounds, only, gpu, isWhole }: BenchOptions): Promise<void> {
  const site = await serveBuiltSite();
  const bare = await serveSite(await buildLaboratory('first-verdict'));
  const browser = await chromium.launch(launchOptions(gpu ? HARDWARE_GPU : SOFTWARE_GPU));
  try {
    const check = checkOf(CLAIM);
    const programs: Program[] = [siteProgram(site.origin), bareProgram(bare.origin, check)];
    const backends: FirstVerdictBenchmark['backends'] = [];
    for (const backend of BACKENDS.filter((name) => only.length === 0 || only.includes(name))) {
      // The browser's own first use of a backend is neither's.
      for (const program of programs) await inNewContext(browser, (page) => program.press(page, backend));
      const found: Record<string, Presses>[] = [];
      for (let round = 0; round < rounds; round++) {
        const measured: Record<string, Presses> = {};
        for (const program of shuffled(programs))
          measured[program.name] = await inNewContext(browser, (page) => program.press(page, backend));
        found.push(measured);
      }
      const timings = (press: keyof Presses) =>
        found.map((round) => ({ site: round.site?.[press] ?? 0, bare: round.bare?.[press] ?? 0 }));
      const result = { backend, cold: timings('cold'), warm: timings('warm') };
      backends.push(result as FirstVerdictBenchmark['backends'][number]);
      for (const press of ['cold', 'warm'] as const)
        console.log(`${backend}, ${press}: ${said(result[press])}`);
    }
    const machine = await inNewContext(browser, async (page) => {
      await page.goto(site.origin);
      return describeMachine(page, browser.version());
    });
    const results = { version: 1, machine, claim: CLAIM, trials: check.draws, backends };
    keepResults('first-verdict', firstVerdictSchema.parse(results), isWhole);
  } finally {
    await browser.close();
    await site.close();
    await bare.close();
  }
}

/** What the site's check of a claim compares, so that the bare program does as much. */
interface Check {
  readonly width: number;
  readonly batch: number;
  readonly draws: number;
}

function checkOf(id: string): Check {
  const { claims } = JSON.parse(readFileSync('dist/claims.json', 'utf8'));
  const [run] = claims.find((claim: { id: string }) => claim.id === id).runs;
  const { n, batch } = run.parameters;
  return { width: n, batch, draws: run.claimed.trials + run.control.trials };
}

function siteProgram(origin: string): Program {
  return {
    name: 'site',
    async press(page, backend) {
      await page.goto(`${origin}/claims/${CLAIM}/?backend=${backend}`, { waitUntil: 'networkidle' });
      const card = page.locator(`section[data-claim="${CLAIM}"]`).first();
      // A reader's pointer has come to the card before it presses, and with it the card's own code.
      await card.hover();
      await card.locator('[data-ready]').waitFor();
      await page.waitForLoadState('networkidle');
      const timed = () =>
        card.evaluate((section: HTMLElement) => {
          const start = performance.now();
          return new Promise<{ ms: number; verdict?: string }>((resolve) => {
            let hasBegun = false;
            new MutationObserver((_, observer) => {
              hasBegun ||= section.dataset.state === 'running';
              if (!hasBegun || !['done', 'failed'].includes(section.dataset.state ?? '')) return;
              observer.disconnect();
              resolve({ ms: performance.now() - start, verdict: section.dataset.verdict ?? 'none' });
            }).observe(section, { attributes: true });
            section.querySelector<HTMLButtonElement>('.button-primary')?.click();
          });
        });
      const [cold, warm] = [await timed(), await timed()];
      for (const { verdict } of [cold, warm])
        if (verdict !== 'holds') throw new Error(`On ${backend} the site said "${verdict}" of ${CLAIM}.`);
      return { cold: cold.ms, warm: warm.ms };
    },
  };
}

function bareProgram(origin: string, { width, batch, draws }: Check): Program {
  return {
    name: 'bare',
    async press(page, backend) {
      await page.goto(origin, { waitUntil: 'networkidle' });
      const timed = () =>
        page.evaluate(
          async ([backend, width, batch, draws]) => {
            const start = performance.now();
            const equal = await bare.verify(backend, width, batch, draws);
            return { ms: performance.now() - start, equal };
          },
          [backend, width, batch, draws] as const,
        );
      const [cold, warm] = [await timed(), await timed()];
      for (const { equal } of [cold, warm])
        if (equal !== draws)
          throw new Error(`On ${backend} the bare program found ${equal} of ${draws} equal.`);
      return { cold: cold.ms, warm: warm.ms };
    },
  };
}

async function inNewContext<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

function said(timings: readonly { site: number; bare: number }[]): string {
  const describe = ({ median, low, high }: Spread, digits: number) =>
    `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
  const ratio = spreadOf(timings.map(({ site, bare }) => site / bare));
  return `site ${describe(spreadOf(timings.map(({ site }) => site)), 0)} ms, bare ${describe(spreadOf(timings.map(({ bare }) => bare)), 0)} ms, ratio ${describe(ratio, 2)}`;
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
