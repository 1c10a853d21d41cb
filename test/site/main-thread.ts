import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';

/** A page whose main thread is watched. */
export interface Watch {
  /** What the page's tasks computed until now, in milliseconds, without those of the slice at hand. */
  readonly tasks: number[];
  /**
   * Waits until the ledger's state is this one, without asking the page, which would keep it busy.
   * @throws {Error} where the ledger stopped instead.
   */
  said(state: string, timeout: number): Promise<void>;
  readonly browser: Browser;
  readonly page: Page;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Of the thread, in microseconds: what it computed, without waiting for a core. */
  readonly tdur?: number;
  /** By the clock, in microseconds; absent where the task had not ended with the trace. */
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** What the page has to have done before it is watched: Starlight measures its headings when it is idle. */
const SETTLE_MS = 1_500;
/**
 * How long one trace may get. A trace has the tasks of all threads, the GPU's too, and minutes of WebGPU in software make
 * it longer than a string can be. What is done between two traces is seen by the browser's own observer only.
 */
const SLICE_MS = 30_000;

/** Begins to watch a page's main thread, once it is ready and idle. */
export async function startWatching(
  browser: Browser,
  page: Page,
  ready: () => Promise<void>,
): Promise<Watch> {
  await ready();
  await page.evaluate(() => {
    const durations: number[] = [];
    Object.assign(window, { durations });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(Math.round(duration));
    }).observe({ type: 'longtask' });
    const ledger = document.querySelector('[data-ledger-state]') as HTMLElement;
    new MutationObserver(() => console.info(`ledger: ${ledger.dataset.ledgerState}`)).observe(ledger, {
      attributes: true,
    });
  });
  await page.waitForTimeout(SETTLE_MS);
  const tasks: number[] = [];
  await startSlice(browser, page);
  return {
    browser,
    page,
    tasks,
    said: async (state, timeout) => {
      const ends = [state, 'stopped'].map((end) => `ledger: ${end}`);
      const isSaid = page
        .waitForEvent('console', { predicate: (said) => ends.includes(said.text()), timeout })
        .then((said) => said.text());
      while (!(await Promise.race([isSaid, sleep(SLICE_MS, null)]))) {
        tasks.push(...(await endSlice(browser)));
        await startSlice(browser, page);
      }
      if ((await isSaid) !== ends[0])
        throw new Error(`The ledger stopped: ${await page.locator('[data-ledger-state]').innerText()}`);
    },
  };
}

const startSlice = (browser: Browser, page: Page) =>
  browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });

/** Ends a trace; returns what each task of a page's main thread computed, in milliseconds. */
async function endSlice(browser: Browser): Promise<number[]> {
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const isMain = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}:${tid}`),
  );
  return traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && isMain.has(`${pid}:${tid}`))
    .map(({ dur = 0, tdur = dur }) => tdur / 1_000);
}

/**
 * Ends the watch.
 * @returns the longest task of a page's main thread by what it computed, in milliseconds, how many there were, and the
 * durations of those that the browser's own observer calls long. That counts by the clock, so it includes waiting for a
 * core, which a GPU in software on few cores makes a task do.
 */
export async function longTasks({ browser, page, tasks }: Watch) {
  tasks.push(...(await endSlice(browser)));
  const seen = await page.evaluate(() => (window as unknown as { durations: number[] }).durations);
  return { longest: Math.max(...tasks), tasks: tasks.length, seen };
}
