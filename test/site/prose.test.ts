import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { cardOf, visitSite, watchShifts } from './visit.ts';

const visit = visitSite();
const LOST = '/proofs/one-layer-skip-foldss';
/** Every page that is written by hand; of those that one template makes, one of each kind. */
const PAGES = [
  '/',
  '/one-layer-folds/',
  '/would-a-sigmoid-change-it/',
  '/when-the-shapes-differ/',
  '/what-stops-the-fold/',
  '/is-it-about-the-signal/',
  '/is-it-about-learning/',
  '/what-training-shows/',
  '/claims/',
  '/claims/fold-holds-for-any-activation/',
  '/claims/one-layer-jacobian/',
  '/claims/two-layer-block-is-not-one-layer/',
  '/claims/depth-lab/',
  '/reference/verdicts/',
  '/reference/device/',
  '/reference/benchmarks/',
  '/reference/notation/',
  '/reference/bibliography/',
  '/reference/errors/',
  '/reference/errors/unknown-claim/',
  '/guides/write-a-claim/',
  '/guides/write-an-article/',
  '/404.html',
  // Answered by the same page, with what is near.
  LOST,
];
/** Names that only TensorFlow.js has. */
const TENSORFLOW = /WEBGPU_CPU_FORWARD|WEBGL_VERSION|registerBackend|tensorflow/i;

/** Axe's rules that colours decide: by all others a page is the same in either theme. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

test('no article is missing here', () => {
  const articles = globSync('*/index.html', { cwd: 'dist' }).map((file) => `/${dirname(file)}/`);
  expect(PAGES).toEqual(expect.arrayContaining(articles));
});

describe.concurrent.each(PAGES)('%s', (path) => {
  test('is quiet, still, accessible in both themes, and fits a phone', async () => {
    await visit.open(
      '/404.html',
      async (page) => {
        const asked = new Set<string>();
        const complaints: string[] = [];
        page.on('request', (request) => asked.add(request.url()));
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.addInitScript(watchShifts);
        await page.goto(`${visit.site.origin}${path}`);
        await page.waitForLoadState('networkidle');
        const scripts = [...asked].map((url) => new URL(url).pathname).filter((file) => file.endsWith('.js'));
        expect(scripts).not.toEqual([]);
        expect(scripts.filter((file) => TENSORFLOW.test(readFileSync(`dist${file}`, 'utf8')))).toEqual([]);
        await scrollThrough(page);
        await startIslands(page);
        await page.waitForLoadState('networkidle');
        expect(page.workers()).toEqual([]);
        expect(complaints.filter((said) => path !== LOST || !said.includes('404'))).toEqual([]);
        const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
        expect(
          shifts.reduce((sum, shift) => sum + shift, 0),
          'what jumps',
        ).toBeLessThan(0.001);

        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
          const axe = new AxeBuilder({ page });
          const { violations } = await (colorScheme === 'dark' ? axe.withRules(OF_COLOURS) : axe).analyze();
          expect(
            violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
            ),
            colorScheme,
          ).toEqual([]);
        }

        for (const width of [390, 320]) {
          await page.setViewportSize({ width, height: 844 });
          expect(await page.evaluate(beyondTheWindow), `at ${width} px`).toEqual([]);
        }
      },
      { reducedMotion: 'reduce' },
    );
  });
});

test('with scripts off a card says what CI found, and how to repeat it', async () => {
  await visit.open(
    '/one-layer-folds/',
    async (page) => {
      const card = cardOf(page, 'one-layer-skip-folds');
      const text = await card.innerText();
      expect(text).toContain('holds');
      expect(text).toMatch(/at most 10⁻³\S/);
      expect(text).toContain('npm run verify -- one-layer-skip-folds');
      expect(text).toContain('Scripts are off');
      expect(await card.locator('.katex').count()).toBeGreaterThan(0);
      expect(await card.getByRole('button', { name: /^Verify/ }).isEnabled()).toBe(false);
    },
    { javaScriptEnabled: false },
  );
});

/** What reaches beyond the window: the page itself, or formulas that nothing around them scrolls to; runs in the page. */
function beyondTheWindow(): string[] {
  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const formulas = [...document.querySelectorAll('.katex-html')]
    .filter((formula) => formula.getBoundingClientRect().right > innerWidth && !scrolls(formula))
    .map((formula) => formula.textContent ?? '');
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? ['the page', ...formulas] : formulas;
}

/** As if a reader came to each island, and pointed at its card or figure. */
async function startIslands(page: Page): Promise<void> {
  for (const place of await page.locator('[data-claim], [data-figure]').all())
    await place.dispatchEvent('pointerover');
  // On a machine with much to do, those that start once they are seen miss that a page was scrolled through.
  for (const island of await page.locator('astro-island[client="visible"]').all()) {
    await island.locator(':scope > *').first().scrollIntoViewIfNeeded();
    await expect.poll(() => island.getAttribute('ssr')).toBe(null);
  }
  await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
}

async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 500) {
      scrollTo(0, y);
      // As a reader sees it: what comes near is laid out in one frame, and shown with the next.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    }
  });
}
