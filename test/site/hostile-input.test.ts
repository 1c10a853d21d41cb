import fc from 'fast-check';
import type { Locator, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { CANARY, fixedFragments, hostileFragment, hostileText } from '../support/hostile.ts';
import { readyFigure } from './figures.ts';
import { cardOf, verify, visitSite } from './visit.ts';

const visit = visitSite();

/** Fixed, so that a failure here is a failure everywhere; fast-check names the run's path besides. */
const RUNS = { seed: 20_261_124, numRuns: 60 };

/** Where a claim's card, a figure and the ledger answer a link, and fields what is typed. */
const TOLD = '.run-status p, .figure-origin, .ledger-shown, .field-problem, [role="alert"]';

/** A value longer than any message repeats, in a link that is short enough to be read. */
const LONG = 'x'.repeat(400);

/** Of a region of the page: what would show that a stranger's text was believed. */
function signsOf(region: Locator) {
  return region.evaluate(
    (element, { canary, told }) => {
      const inherited: string[] = [];
      for (const name in {}) inherited.push(name);
      const fields = [...element.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')];
      return {
        code: document.querySelectorAll(canary).length + Number('canary' in globalThis),
        inherited,
        // The browser holds each field to the range that its claim or figure declares.
        outOfRange: fields.filter((field) => !field.checkValidity() || field.value === '').length,
        // A sentence, not what a stranger had to say: wherever a page answers links.
        tooLong: [...element.querySelectorAll(told)].filter(({ textContent }) => textContent.length > 250)
          .length,
      };
    },
    { canary: CANARY, told: TOLD },
  );
}

const NO_SIGNS = { code: 0, inherited: [], outOfRange: 0, tooLong: 0 };

/** Follows a link to a place of the page that is open, and waits until the page has answered. */
function follow(page: Page, fragment: string): Promise<void> {
  return page.evaluate(async (fragment) => {
    location.hash = fragment;
    await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }, fragment);
}

/** Follows a link with a very long value for each of these, and expects one short sentence about it. */
async function refuseLong(page: Page, region: Locator, prefix: string, names: readonly string[]) {
  for (const name of names) {
    await follow(page, `${prefix}v=1&${name}=${LONG}`);
    const told = region.locator(TOLD).filter({ hasText: 'This link could not be followed in full' });
    expect(await told.innerText(), name).toMatch(/, not "x{24}…"\.$/);
    expect(await signsOf(region), name).toEqual(NO_SIGNS);
  }
}

describe('whatever a link says, the page keeps to what can be set', () => {
  test('on a claim’s page, which can be verified afterwards', async () => {
    await visit.open('/claims/fold-holds-for-any-activation/?backend=cpu', async (page) => {
      const card = cardOf(page, 'fold-holds-for-any-activation');
      await expect.poll(() => card.getByRole('button', { name: /^Verify/ }).isEnabled()).toBe(true);
      const names = ['n', 'batch', 'g'];
      await fc.assert(
        fc.asyncProperty(hostileFragment('', names), async (fragment) => {
          await follow(page, fragment);
          expect(await signsOf(card)).toEqual(NO_SIGNS);
        }),
        { ...RUNS, examples: fixedFragments('', names) },
      );
      await refuseLong(page, card, '', [...names, 'seed']);
      await verify(card);
      expect(await card.getAttribute('data-verdict')).toBe('holds');
    });
  });

  test('on an article with a figure, which a link sets in motion', async () => {
    await visit.open('/one-layer-folds/?backend=cpu', async (page) => {
      const figure = await readyFigure(page, 'fold');
      const names = ['n', 'g', 'fold'];
      await fc.assert(
        fc.asyncProperty(hostileFragment('figure-fold:', names), async (fragment) => {
          await follow(page, fragment);
          expect(await signsOf(figure)).toEqual(NO_SIGNS);
        }),
        { ...RUNS, examples: fixedFragments('figure-fold:', names) },
      );
      await refuseLong(page, figure, 'figure-fold:', [...names, 'seed']);
      await follow(page, 'figure-fold:v=1&n=3&seed=5');
      await expect.poll(() => figure.getByRole('spinbutton', { name: 'Seed' }).inputValue()).toBe('5');
    });
  });
});

describe('whatever is searched for is text', () => {
  test('in the search of the site', async () => {
    await visit.open('/', async (page) => {
      await page.keyboard.press('Control+k');
      const field = page.locator('.pagefind-ui__search-input');
      await field.waitFor();
      await fc.assert(
        fc.asyncProperty(hostileText(), async (text) => {
          await field.fill(text);
          await expect
            .poll(() => page.locator('.pagefind-ui__message').count(), { timeout: 10_000 })
            .toBeGreaterThanOrEqual(text.trim() === '' ? 0 : 1);
          expect((await signsOf(page.locator('site-search'))).code).toBe(0);
        }),
        { ...RUNS, numRuns: 12 },
      );
      await field.fill('');
      await page.keyboard.insertText('x'.repeat(1_000_000));
      expect((await field.inputValue()).length).toBe(200);
      await field.fill('sigmoid');
      await page.locator('.pagefind-ui__result').first().waitFor();
    });
  });

  test('in the ledger, and in its address', async () => {
    await visit.open(
      `/claims/?q=${encodeURIComponent(`<${CANARY}>`.repeat(300))}&part=__proto__&kind=canary`,
      async (page) => {
        const ledger = page.getByRole('search', { name: 'Claims' });
        await expect
          .poll(() => ledger.innerText())
          .toContain('The text in this link is too long and was cut.');
        const field = ledger.getByRole('searchbox');
        expect((await field.inputValue()).length).toBe(100);
        await fc.assert(
          fc.asyncProperty(hostileText(100), async (text) => {
            await field.fill(text);
            expect(await signsOf(ledger)).toMatchObject({ code: 0, inherited: [] });
          }),
          RUNS,
        );
        await field.fill('sigmoid');
        await expect.poll(() => ledger.innerText()).toMatch(/\d+ of \d+ claims shown/);
      },
    );
  });
});
