import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from 'vitest';
import { cardOf, visitSite } from './visit.ts';

const visit = visitSite();
/** Every article and the ledger; of the claims' own pages, which are made alike, one of each kind. */
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
  '/reference/verdicts/',
  '/reference/device/',
  '/reference/benchmarks/',
  '/reference/notation/',
  '/reference/bibliography/',
];
/** Names that only TensorFlow.js has. */
const TENSORFLOW = /WEBGPU_CPU_FORWARD|WEBGL_VERSION|registerBackend|tensorflow/i;

describe.each(PAGES)('%s', (path) => {
  test('loads no byte of TensorFlow.js, starts no worker, and asks nothing of anyone else', async () => {
    const before = visit.site.requests.length;
    await visit.open('/404.html', async (page) => {
      const elsewhere: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(visit.site.origin) && !request.url().startsWith('data:'))
          elsewhere.push(request.url());
      });
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${visit.site.origin}${path}`);
      await scrollThrough(page);
      await page.waitForLoadState('networkidle');
      expect(page.workers()).toEqual([]);
      expect(elsewhere).toEqual([]);
      expect(complaints).toEqual([]);
    });
    const scripts = [...new Set(visit.site.requests.slice(before))].filter((file) => file.endsWith('.js'));
    expect(scripts.filter((file) => TENSORFLOW.test(readFileSync(`dist${file}`, 'utf8')))).toEqual([]);
  });

  test.each([390, 320])(
    'on a phone %i px wide it never scrolls sideways, and no formula is cut off',
    async (width) => {
      await visit.open(
        path,
        async (page) => {
          await scrollThrough(page);
          const [scrollWidth, clientWidth] = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return [scrollWidth, clientWidth] as const;
          });
          expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
          expect(await page.evaluate(formulasCutOff)).toEqual([]);
        },
        { viewport: { width, height: 844 } },
      );
    },
  );

  test('nothing jumps when it hydrates', async () => {
    await visit.open(path, async (page) => {
      await page.evaluate(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            shifts.push(entry.value);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await scrollThrough(page);
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.001);
    });
  });

  test.each(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme) => {
    await visit.open(
      path,
      async (page) => {
        await scrollThrough(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
          ),
        ).toEqual([]);
      },
      { colorScheme, reducedMotion: 'reduce' },
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

/** Formulas that reach beyond the window, and that nothing around them scrolls to; runs in the page. */
function formulasCutOff(): string[] {
  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  return [...document.querySelectorAll('.katex-html')]
    .filter((formula) => formula.getBoundingClientRect().right > innerWidth && !scrolls(formula))
    .map((formula) => formula.textContent ?? '');
}

async function scrollThrough(page: import('playwright').Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 500) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
}
