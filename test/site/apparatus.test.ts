import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { cardOf, turnTo, visitSite } from './visit.ts';

const visit = visitSite();
const box = (page: Page) => page.locator('#preview-box:visible');

describe('a preview', () => {
  test('of a citation names source and table, on pointing at it, and can be dismissed', async () => {
    await visit.open('/is-it-about-learning/', async (page) => {
      await turnTo(page);
      const citation = page.locator('[role="doc-biblioref"]', { hasText: 'He et al. 2016, Table 3' }).first();
      await citation.hover();
      await expect.poll(() => box(page).innerText()).toMatch(/Identity Mappings.*Cited here: Table 3\./s);
      await page.keyboard.press('Escape');
      await expect.poll(() => box(page).count()).toBe(0);
      await citation.click();
      await page.waitForURL(/\/reference\/bibliography\/#he2016identity$/);
      expect(await page.locator('#he2016identity').innerText()).toContain('Cited in');
    });
  });

  test('of a term is its definition, by keyboard, and is what the link is described by', async () => {
    await visit.open('/one-layer-folds/', async (page) => {
      const link = page.locator('a[data-preview="term"]', { hasText: 'pre-activation' }).first();
      await link.focus();
      await expect.poll(() => box(page).innerText()).toContain('What stands inside the activation');
      expect(await link.getAttribute('aria-describedby')).toBe('preview-box');
      await page.keyboard.press('Tab');
      await expect.poll(() => box(page).count()).toBe(0);
      expect(await link.getAttribute('aria-describedby')).toBeNull();
    });
  });

  test('closes when it is left again by who came back to it', async () => {
    await visit.open('/one-layer-folds/', async (page) => {
      const link = page.locator('a[data-preview="term"]', { hasText: 'pre-activation' }).first();
      await link.focus();
      await box(page).waitFor();
      await link.press('Tab');
      await page.keyboard.press('Shift+Tab');
      await page.waitForTimeout(400);
      expect(await box(page).count()).toBe(1);
      await page.keyboard.press('Tab');
      await expect.poll(() => box(page).count()).toBe(0);
    });
  });

  test('of an equation is the equation, and the link is called by its number', async () => {
    await visit.open('/one-layer-folds/', async (page) => {
      await turnTo(page);
      const link = page.getByRole('link', { name: 'equation (1)' }).nth(1);
      expect(await link.innerText()).toBe('(1)');
      await link.focus();
      await expect.poll(() => box(page).locator('.katex-display').count()).toBe(1);
      await page.keyboard.press('Enter');
      await expect.poll(() => new URL(page.url()).hash).toBe('#eq:fold');
    });
  });

  test('of a claim is its title, statement and verdict, from the claim’s own page', async () => {
    await visit.open('/one-layer-folds/', async (page) => {
      await page.locator('a[data-preview="claim"]').first().hover();
      await expect
        .poll(() => box(page).innerText(), { timeout: 10_000 })
        .toContain('When this site was built: holds.');
      expect(await box(page).locator('.katex-display').count()).toBe(1);
    });
  });

  test('that cannot be fetched leaves a plain link', async () => {
    await visit.open('/one-layer-folds/', async (page) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.locator('a[data-preview="term"]').first().hover();
      await expect.poll(() => box(page).count()).toBe(1);
      await page.context().setOffline(true);
      const link = page.locator('a[data-preview="claim"]').first();
      await link.hover();
      await page.waitForTimeout(600);
      expect(await box(page).count()).toBe(0);
      expect(await link.getAttribute('href')).toMatch(/^\/claims\//);
      expect(complaints).toEqual([]);
    });
  });

  test('needs no scripts where it is at hand: the citation is shown beside its link', async () => {
    await visit.open(
      '/is-it-about-learning/',
      async (page) => {
        const reference = page.locator('.reference').filter({ hasText: 'He et al. 2016, Table 3' }).first();
        const preview = reference.locator('.preview');
        expect(await preview.isVisible()).toBe(false);
        await reference.locator('a').focus();
        expect(await preview.isVisible()).toBe(true);
        // Wholly in the window, and nothing stands over it.
        const isWhole = await preview.evaluate((element) => {
          const { left, right, top, bottom } = element.getBoundingClientRect();
          return [left + 8, right - 8].every((x) =>
            [top + 8, bottom - 8].every((y) => element.contains(document.elementFromPoint(x, y))),
          );
        });
        expect(isWhole).toBe(true);
        expect(await page.getByRole('button', { name: 'Copy formula' }).count()).toBe(0);
      },
      { javaScriptEnabled: false },
    );
  });

  test('is at a phone’s width within the window, and axe finds nothing in it', async () => {
    await visit.open(
      '/one-layer-folds/',
      async (page) => {
        for (const link of await page.locator('a[data-preview="term"], a[data-preview="equation"]').all()) {
          await link.focus();
          await box(page).waitFor();
          const { left, right } = await box(page).evaluate((element) => {
            const { left, right } = element.getBoundingClientRect();
            return { left, right };
          });
          expect(left).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(320);
        }
        const { violations } = await new AxeBuilder({ page }).include('#preview-box').analyze();
        expect(violations.map(({ id }) => id)).toEqual([]);
      },
      { viewport: { width: 320, height: 700 } },
    );
  });
});

describe('a formula', () => {
  const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

  test('is copied as LaTeX that anybody can compile, and as MathML, by keyboard', async () => {
    await visit.open(
      '/one-layer-folds/',
      async (page) => {
        const copy = page.getByRole('button', { name: 'Copy formula' }).first();
        await copy.focus();
        await page.keyboard.press('Enter');
        await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('LaTeX');
        await page.keyboard.press('Enter');
        await expect.poll(() => page.getByRole('status').allInnerTexts()).toContain('LaTeX copied');
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('g(Wa + b + a)');
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: 'MathML' }).click();
        await expect.poll(() => page.getByRole('status').allInnerTexts()).toContain('MathML copied');
        const mathml = await page.evaluate(() => navigator.clipboard.readText());
        expect(mathml).toMatch(/^<math xmlns="http:\/\/www.w3.org\/1998\/Math\/MathML"/);
        expect(mathml).not.toMatch(/class=|\\mW|htmlClass/);
      },
      CLIPBOARD,
    );
  });

  test('whose LaTeX cannot be fetched is not said to be copied', async () => {
    await visit.open(
      '/one-layer-folds/',
      async (page) => {
        await page.route(/\/latex\.[^/]+\.json$/, (route) => route.abort());
        const copy = page.getByRole('button', { name: 'Copy formula' }).first();
        await copy.press('Enter');
        await page.getByRole('button', { name: 'LaTeX' }).press('Enter');
        await expect.poll(() => page.getByRole('status').allInnerTexts()).toContain('Offline: not copied');
        await page.unroute(/\/latex\.[^/]+\.json$/);
        await copy.press('Enter');
        await page.getByRole('button', { name: 'LaTeX' }).press('Enter');
        await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('g(Wa + b + a)');
      },
      CLIPBOARD,
    );
  });

  test('of a card can be copied too, and Escape closes what copies', async () => {
    await visit.open('/claims/one-layer-skip-folds/', async (page) => {
      const copy = cardOf(page, 'one-layer-skip-folds').getByRole('button', { name: 'Copy formula' });
      await copy.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Copy formula as' }).waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('dialog', { name: 'Copy formula as' }).count()).toBe(0);
      expect(await copy.evaluate((button) => button === document.activeElement)).toBe(true);
    });
  });
});

describe('cite this', () => {
  test.each([
    ['/claims/one-layer-skip-folds/', 'Cite this claim', 'Claim one-layer-skip-folds of Skip Two'],
    ['/one-layer-folds/', 'Cite this article', 'Article one-layer-folds of Skip Two'],
  ])('%s is BibTeX with its id and commit', async (path, words, id) => {
    await visit.open(
      path,
      async (page) => {
        await page.getByText(words, { exact: true }).click();
        await page.getByRole('button', { name: 'Copy BibTeX' }).click();
        await page.getByText('Copied.', { exact: true }).waitFor();
        const entry = await page.evaluate(() => navigator.clipboard.readText());
        expect(entry).toContain(`{${id}}`);
        expect(entry).toMatch(/note\s+= \{(commit [0-9a-f]{40}(-dirty)?|unversioned)\}/);
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    );
  });

  test('neither the ledger nor a page that is not there is cited', async () => {
    for (const path of ['/claims/', '/404.html'])
      await visit.open(path, async (page) => {
        expect(await page.getByText(/^Cite this/).count()).toBe(0);
      });
  });
});

test('a claim’s page lists its changes, from the first publication on', async () => {
  await visit.open('/claims/one-layer-skip-folds/', async (page) => {
    const changes = await page.locator('.claim-changes li').allInnerTexts();
    expect(changes.at(-1)).toMatch(/^\d{4}-\d\d-\d\d: First published\.$/);
  });
});

test('what every page loads for all this before a reader reaches for it stays small', async () => {
  const before = visit.site.requests.length;
  await visit.open('/is-it-about-learning/', async (page) => {
    await page.waitForLoadState('networkidle');
  });
  const scripts = visit.site.requests.slice(before).filter((path) => path.endsWith('.js'));
  const names = scripts.filter((path) => /preview|formula-menu/.test(path));
  expect(names).toEqual([]);
  // One for all, with what Starlight has on every page: the theme, the menus, the contents.
  expect(scripts).toEqual([expect.stringMatching(/\/page\.[^/]+\.js$/)]);
  expect(gzipSync(readFileSync(`dist${scripts[0]}`)).length).toBeLessThan(6_000);
});
