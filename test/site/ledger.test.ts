import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, describe, expect, test } from 'vitest';
import { BACKENDS } from '../../src/claim/device.ts';
import { reportSchema } from '../../src/evidence/report-schema.ts';
import { promptEnvironment } from '../support/environment.ts';
import { longTasks, startWatching } from './main-thread.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
const folder = mkdtempSync(join(tmpdir(), 'skip-two-ledger-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All claims, one after another, in software. A wait and no bound: on two cores they take half a minute to a minute. */
const RUN_TIMEOUT_MS = 600_000;
/** The most that a task may compute on the main thread while claims are run, in milliseconds. */
const LONGEST_TASK_MS = 50;

const ledger = (page: Page) => page.locator('[data-ledger-state]');
const verified = (page: Page) => page.locator('[data-claim-row][data-verdict]');
const verify = (page: Page) => page.getByRole('button', { name: /^Verify/ });
const shownRows = (page: Page) => page.locator('[data-claim-row]:visible');
const reaches = (page: Page, state: string, timeout = RUN_TIMEOUT_MS) =>
  page.locator(`[data-ledger-state="${state}"]`).waitFor({ timeout });

interface Published {
  readonly digest: string;
  readonly title: string;
  /** The initial values are the first case. */
  readonly runs: readonly [{ readonly verdict: string }];
}

/** What the site publishes of each claim, by id. */
function published(): Map<string, Published> {
  const { claims } = JSON.parse(readFileSync('dist/claims.json', 'utf8'));
  return new Map(claims.map((claim: { id: string }) => [claim.id, claim]));
}

describe.each(BACKENDS)('all claims on %s', (backend) => {
  test(
    'every row and the summary say so, the page stays free, and the evidence can be repeated',
    async () => {
      await visit.open(`/claims/?backend=${backend}`, async (page) => {
        const claims = published();
        const watch = await startWatching(visit.browser, page, () => verify(page).waitFor());
        await page.evaluate(() => {
          const button = [...document.querySelectorAll('button')].find(({ innerText }) =>
            /^Verify/.test(innerText),
          );
          setTimeout(() => button?.click(), 1_000);
        });
        await watch.said('done', RUN_TIMEOUT_MS);
        const { longest, tasks, seen } = await longTasks(watch);
        console.log(
          `${backend}: the longest of ${tasks} tasks computed ${longest} ms; long by the clock: ${seen}`,
        );
        expect(tasks).toBeGreaterThan(claims.size);
        expect(longest).toBeLessThanOrEqual(LONGEST_TASK_MS);

        const rows = await page
          .locator('[data-claim-row]')
          .evaluateAll((rows) => rows.map((row) => ({ ...(row as HTMLElement).dataset })));
        expect(rows.map(({ claimRow }) => claimRow)).toEqual([...claims.keys()]);
        // What takes minutes is left out, and says so.
        const ran = rows.filter(({ long }) => long === undefined);
        expect(ran.length).toBeGreaterThan(20);
        for (const { claimRow = '', ...row } of ran)
          expect(row, claimRow).toEqual({
            verdict: claims.get(claimRow)?.runs[0].verdict,
            controlVerdict: 'refuted',
            backend,
          });
        const text = await ledger(page).innerText();
        expect(text).toContain(`${ran.length} of ${ran.length} claims run: `);
        expect(text).toContain('Each verdict is the one that CI found.');
        expect(text.split('Not run: an experiment that takes minutes.')).toHaveLength(
          rows.length - ran.length + 1,
        );

        const file = await download(page, `${backend}.json`);
        const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
        expect(report.claims.map(({ id, digest, verdict }) => [id, digest, verdict])).toEqual(
          ran.map(({ claimRow = '', verdict }) => [claimRow, claims.get(claimRow)?.digest, verdict]),
        );
        const { status, stdout } = spawnSync(process.execPath, ['src/evidence/verify.ts', '--from', file], {
          encoding: 'utf8',
          env: promptEnvironment(),
        });
        expect(stdout).toContain(`${ran.length} of ${ran.length} runs agree.`);
        expect(status).toBe(0);
      });
    },
    RUN_TIMEOUT_MS + 60_000,
  );
});

test('paused, nothing is begun; resumed, it goes on; stopped, what was found stays and can be taken along', async () => {
  await visit.open('/claims/?backend=cpu', async (page) => {
    await verify(page).click();
    await verified(page).first().waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await reaches(page, 'paused');
    await expect.poll(() => page.getByText('running …').count()).toBe(0);
    const paused = await verified(page).count();
    expect(paused).toBeLessThan(published().size);
    await page.waitForTimeout(700);
    expect(await verified(page).count()).toBe(paused);
    const report = reportSchema.parse(JSON.parse(readFileSync(await download(page, 'paused.json'), 'utf8')));
    expect(report.claims).toHaveLength(paused);

    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => verified(page).count()).toBeGreaterThan(paused);
    await page.getByRole('button', { name: 'Stop' }).click();
    await reaches(page, 'stopped');
    const stopped = await verified(page).count();
    expect(stopped).toBeGreaterThan(paused);
    expect(await ledger(page).innerText()).toContain('What was found until then stands.');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Verify/);
    await page.waitForTimeout(700);
    expect(await verified(page).count()).toBe(stopped);
  });
});

test('only what is shown is verified, and the summary can be copied', async () => {
  await visit.open(
    '/claims/?backend=cpu&q=xor',
    async (page) => {
      await expect.poll(() => verify(page).innerText()).toBe('Verify these 3 on this device');
      await verify(page).click();
      await reaches(page, 'done');
      expect(await verified(page).count()).toBe(3);
      await page.getByRole('button', { name: 'Copy summary' }).click();
      await page.getByText('Summary copied').waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied.split('\n')[0]).toBe('3 of 3 claims run: 3 hold, 0 refuted, 0 undecided.');
      expect(copied).toMatch(/^Computed on CPU, 24 bits/m);
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  );
});

describe('finding claims', () => {
  test('by words, kind and verdict, with the address following and restoring it', async () => {
    await visit.open('/claims/?backend=cpu', async (page) => {
      const search = page.getByRole('searchbox', { name: /search titles/i });
      const all = published().size;
      await expect.poll(() => search.isEnabled()).toBe(true);
      expect(await shownRows(page).count()).toBe(all);
      await search.fill('sigmoid');
      await expect.poll(() => shownRows(page).count()).toBe(2);
      await page.getByText(`2 of ${all} claims shown.`).waitFor();
      await page.getByRole('combobox', { name: 'Kind' }).selectOption('Identity, within a derived bound');
      await expect.poll(() => page.url()).toContain('?backend=cpu&q=sigmoid&kind=identity-rounded');
      const shown = await shownRows(page).count();
      await page.reload();
      await expect.poll(() => shownRows(page).count()).toBe(shown);
      expect(await search.inputValue()).toBe('sigmoid');
      // A part without a row has no heading either.
      expect(await page.locator('[data-ledger-part]:visible').count()).toBeLessThan(4);
    });
  });

  test('by keyboard alone; nothing found says so, and all come back', async () => {
    await visit.open('/claims/', async (page) => {
      const search = page.getByRole('searchbox', { name: /search titles/i });
      await expect.poll(() => search.isEnabled()).toBe(true);
      await search.focus();
      await page.keyboard.type('nothing of the kind');
      await page.getByText('No claim matches. Search for fewer words, or show all claims again.').waitFor();
      expect(await shownRows(page).count()).toBe(0);
      for (let presses = 0; presses < 8; presses++) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate(() => document.activeElement?.textContent)) === 'Show all') break;
      }
      await page.keyboard.press('Enter');
      await expect.poll(() => shownRows(page).count()).toBe(published().size);
      await expect.poll(() => new URL(page.url()).search).toBe('');
    });
  });

  test.each([
    ['an unknown part', '?part=%3Cimg%20src=x%20onerror=alert(1)%3E', 'asks for a part that does not exist'],
    ['a text without end', `?q=${'x'.repeat(3_000)}`, 'too long and was cut'],
  ])('a malformed address, %s, is answered with a sentence', async (_, query, sentence) => {
    await visit.open(`/claims/${query}`, async (page) => {
      await expect.poll(() => ledger(page).innerText()).toContain(sentence);
    });
  });
});

test('with scripts off the tables are whole, and nothing that cannot work is shown', async () => {
  await visit.open(
    '/claims/',
    async (page) => {
      expect(await shownRows(page).count()).toBe(published().size);
      const text = await ledger(page).innerText();
      for (const { title } of published().values()) expect(text).toContain(title);
      expect(text).toContain('npm run verify');
      expect(text).not.toContain('Your device');
      expect(await page.getByRole('button', { name: /^Verify/ }).count()).toBe(0);
    },
    { javaScriptEnabled: false },
  );
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing once all is verified, in %s',
  async (colorScheme) => {
    await visit.open(
      '/claims/?backend=cpu&part=part-2-what-stops-the-fold',
      async (page) => {
        await page.getByText('What the words for kinds mean').click();
        await verify(page).click();
        await reaches(page, 'done');
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`),
        ).toEqual([]);
      },
      { colorScheme, reducedMotion: 'reduce', viewport: { width: 390, height: 844 } },
    );
  },
);

describe('a device lost in mid-run', () => {
  const lossVisit = visitSite();

  test('costs at most the claim in hand, which is undecided with its sentence; the others are verified by a fresh worker', async () => {
    await lossVisit.open('/claims/?backend=webgl&part=part-1-one-layer-folds', async (page) => {
      await verify(page).click();
      await verified(page).nth(1).waitFor({ timeout: RUN_TIMEOUT_MS });
      await (await lossVisit.browser.newBrowserCDPSession()).send('Browser.crashGpuProcess' as never);
      await reaches(page, 'done');
      const claims = published();
      const found = await verified(page).evaluateAll((rows) =>
        rows.map((row) => (row as HTMLElement).dataset as { claimRow: string; verdict: string }),
      );
      expect(found.length).toBeGreaterThan(4);
      expect(found).toHaveLength(await shownRows(page).count());
      const otherwise = found.filter(({ claimRow, verdict }) => {
        return verdict !== claims.get(claimRow)?.runs[0].verdict;
      });
      // A claim of which nothing was computed yet was begun anew, and has its verdict.
      expect(otherwise.length).toBeLessThanOrEqual(1);
      for (const { claimRow, verdict } of otherwise) {
        expect(verdict).toBe('undecided');
        const lost = page.locator(`[data-claim-row="${claimRow}"]`);
        expect(await lost.innerText()).toContain('The device was lost');
      }
      expect(await ledger(page).innerText()).toContain(`, ${otherwise.length} undecided.`);
    });
  });
});

describe('where the backend that is asked for cannot be had', () => {
  const bareVisit = visitSite(['--enable-unsafe-swiftshader', '--use-angle=swiftshader']);

  test('it gives up after a few claims and says why', async () => {
    await bareVisit.open('/claims/?backend=webgpu', async (page) => {
      await verify(page).click();
      await reaches(page, 'stopped');
      expect(await verified(page).count()).toBe(3);
      const text = await ledger(page).innerText();
      expect(text).toContain('3 claims in a row could not be run');
      expect(text).toContain('found no adapter');
    });
  });
});

async function download(page: Page, name: string): Promise<string> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download evidence' }).click();
  const file = join(folder, name);
  await (await started).saveAs(file);
  return file;
}
