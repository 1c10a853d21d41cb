import { describe, expect, test } from 'vitest';
import { cardOf, ended, setNumber, visitSite } from './visit.ts';

const CLAIM = 'one-layer-skip-folds';

// The GPU process is really crashed, so each backend has a browser of its own.
describe.each(['webgpu', 'webgl'])('%s lost in mid-run', (backend) => {
  const visit = visitSite();

  test('leaves the claim undecided, says so, and the next run works on a fresh worker', async () => {
    await visit.open(`/claims/${CLAIM}/?backend=${backend}`, async (page) => {
      const card = cardOf(page, CLAIM);
      await setNumber(card, 'Width', 512);
      await setNumber(card, 'Batch', 256);
      await card.getByRole('button', { name: /^Verify/ }).click();
      // "Trial 1 of …": the device is open and computing.
      await expect.poll(() => card.innerText(), { timeout: 60_000, interval: 20 }).toMatch(/trial \d+ of/i);
      await (await visit.browser.newBrowserCDPSession()).send('Browser.crashGpuProcess' as never);
      await ended(card);
      expect(await card.getAttribute('data-verdict')).toBe('undecided');
      expect(await card.innerText()).toMatch(/The device was lost/);
      await setNumber(card, 'Width', 4);
      await card.getByRole('button', { name: /^Verify/ }).click();
      await card.and(page.locator('[data-verdict="holds"]')).waitFor({ timeout: 60_000 });
      expect(await card.getAttribute('data-backend')).toBe(backend);
    });
  });
});
