import type { CDPSession, Page } from 'playwright';
import { expect, test } from 'vitest';
import { cardOf, verify, visitSite } from './visit.ts';

/** A witness: two evaluations of four numbers, so that a run is mostly what the page does about it. */
const CLAIM = 'two-layer-block-is-not-one-layer';
const visit = visitSite();

test('after a thousand verifications the page has no more workers, nodes, listeners or memory', async () => {
  await visit.open(`/claims/${CLAIM}/?backend=cpu`, async (page) => {
    const started: string[] = [];
    page.on('worker', (worker) => started.push(worker.url()));
    await verify(cardOf(page, CLAIM));
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    // What is made once, as compiled code is, has been made by then.
    await press(page, 200);
    const before = await takeStock(session);
    expect(await press(page, 800)).toBe(800);
    const after = await takeStock(session);
    expect(started).toHaveLength(1);
    expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
    expect(after.listeners).toBeLessThanOrEqual(before.listeners + 5);
    // Less than 500 bytes a run.
    expect(after.heapBytes).toBeLessThanOrEqual(before.heapBytes + 400_000);
  });
});

/** Presses Verify again as each run ends. @returns how often the claim was found to hold. */
function press(page: Page, times: number): Promise<number> {
  return page.evaluate(
    ([id, times]) =>
      new Promise<number>((resolve) => {
        const card = document.querySelector(`section[data-claim="${id}"]`) as HTMLElement;
        // A card tells of a run when the next frame is drawn, which takes most of the time.
        window.requestAnimationFrame = (call) => {
          queueMicrotask(() => call(performance.now()));
          return 0;
        };
        const button = card.querySelector('.button-primary') as HTMLButtonElement;
        let left = times;
        let held = 0;
        let isRunning = false;
        const observer = new MutationObserver(() => {
          isRunning ||= card.dataset.state === 'running';
          if (!isRunning || !['done', 'failed'].includes(card.dataset.state ?? '')) return;
          isRunning = false;
          if (card.dataset.verdict === 'holds') held += 1;
          left -= 1;
          if (left > 0) button.click();
          else {
            observer.disconnect();
            resolve(held);
          }
        });
        observer.observe(card, { attributeFilter: ['data-state'] });
        button.click();
      }),
    [CLAIM, times] as const,
  );
}

async function takeStock(session: CDPSession) {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heapBytes: of('JSHeapUsedSize') };
}
