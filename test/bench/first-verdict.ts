import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
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

/** How long a reader's pointer rests on the button before it is pressed; milliseconds. */
const REST_MS = 500;

/** Kinds of presses: benchmark-schema.ts says what each is. */
const PRESSES = ['cold', 'warm', 'again', 'sudden'] as const;

/** Milliseconds of each press. */
type Presses = Readonly<Record<(typeof PRESSES)[number], number>>;

interface Program {
  readonly name: 'site' | 'bare';
  /** Opens the program's page; where it is `announced`, a reader comes to it and rests. */
  open(page: Page, backend: string, announced: boolean): Promise<void>;
  /** @returns milliseconds from the press to the verdict. */
  press(page: Page, backend: string): Promise<number>;
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
      for (const program of programs) await pressAll(browser, program, backend);
      const found: Record<string, Presses>[] = [];
      for (let round = 0; round < rounds; round++) {
        const measured: Record<string, Presses> = {};
        for (const program of shuffled(programs))
          measured[program.name] = await pressAll(browser, program, backend);
        found.push(measured);
      }
      const timings = (press: keyof Presses) =>
        found.map((round) => ({ site: round.site?.[press] ?? 0, bare: round.bare?.[press] ?? 0 }));
      const result = Object.fromEntries(PRESSES.map((press) => [press, timings(press)]));
      for (const press of PRESSES) console.log(`${backend}, ${press}: ${said(timings(press))}`);
      backends.push({ backend, ...result } as FirstVerdictBenchmark['backends'][number]);
    }
    const machine = await inNewContext(browser, async (context) => {
      const page = await context.newPage();
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

async function pressAll(browser: Browser, program: Program, backend: string): Promise<Presses> {
  const open = async (context: BrowserContext, announced: boolean) => {
    const page = await context.newPage();
    await program.open(page, backend, announced);
    return page;
  };
  const seen = await inNewContext(browser, async (context) => {
    const first = await open(context, true);
    const cold = await program.press(first, backend);
    const again = await program.press(first, backend);
    await first.close();
    const warm = await program.press(await open(context, true), backend);
    return { cold, again, warm };
  });
  const sudden = await inNewContext(browser, async (context) =>
    program.press(await open(context, false), backend),
  );
  return { ...seen, sudden };
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
  const cardIn = (page: Page) => page.locator(`section[data-claim="${CLAIM}"]`).first();
  return {
    name: 'site',
    async open(page, backend, announced) {
      await page.goto(`${origin}/claims/${CLAIM}/?backend=${backend}`, { waitUntil: 'networkidle' });
      if (!announced) return;
      await cardIn(page)
        .getByRole('button', { name: /^Verify/ })
        .hover();
      await page.waitForTimeout(REST_MS);
    },
    async press(page, backend) {
      const { ms, verdict } = await cardIn(page).evaluate((section: HTMLElement) => {
        const start = performance.now();
        return new Promise<{ ms: number; verdict: string }>((resolve) => {
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
      if (verdict !== 'holds') throw new Error(`On ${backend} the site said "${verdict}" of ${CLAIM}.`);
      return ms;
    },
  };
}

function bareProgram(origin: string, { width, batch, draws }: Check): Program {
  return {
    name: 'bare',
    async open(page) {
      await page.goto(origin, { waitUntil: 'networkidle' });
    },
    async press(page, backend) {
      const { ms, equal } = await page.evaluate(
        async ([backend, width, batch, draws]) => {
          const start = performance.now();
          const equal = await bare.verify(backend, width, batch, draws);
          return { ms: performance.now() - start, equal };
        },
        [backend, width, batch, draws] as const,
      );
      if (equal !== draws)
        throw new Error(`On ${backend} the bare program found ${equal} of ${draws} equal.`);
      return ms;
    },
  };
}

async function inNewContext<T>(browser: Browser, use: (context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    // Else the site is being kept for offline meanwhile, by the same processor.
    serviceWorkers: 'block',
  });
  try {
    return await use(context);
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
