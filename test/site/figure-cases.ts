import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { computed, copiedLink, readyFigure } from './figures.ts';
import type { Visit } from './visit.ts';

/** The same figure on a page of its own, opened by the link that it copies. */
export async function reopened(figure: Locator, id: string): Promise<Locator> {
  const link = await copiedLink(figure);
  return openedBy(figure.page(), link, id);
}

/** A figure opened by a link to it, once it is computed. */
export async function openedBy(page: Page, link: string, id: string): Promise<Locator> {
  await page.goto('about:blank');
  await page.goto(link);
  const restored = await readyFigure(page, id);
  await computed(restored);
  return restored;
}

/** Looks at a figure with scripts off: what it was built with, and nothing that cannot be pressed. */
export async function withoutScripts(
  visit: Visit,
  path: string,
  id: string,
  look: (figure: Locator) => Promise<void>,
): Promise<void> {
  await visit.open(
    path,
    async (page) => {
      const figure = page.locator(`[data-figure="${id}"]`);
      await look(figure);
      expect(await figure.innerText()).toContain('Computed when this site was built');
      expect(await figure.getByRole('button').filter({ visible: true }).count()).toBe(0);
    },
    { javaScriptEnabled: false },
  );
}

/**
 * A test in each theme, on a phone: axe finds nothing in the figure, and the page does not scroll sideways.
 * @param operate brings it to what is drawn here.
 */
export function testOnPhone(
  visit: Visit,
  path: string,
  id: string,
  operate: (figure: Locator) => Promise<void>,
): void {
  test.each(['light', 'dark'] as const)(
    'axe finds nothing in %s, and a phone is wide enough',
    async (colorScheme) => {
      await visit.open(
        path,
        async (page) => {
          const figure = await readyFigure(page, id);
          await operate(figure);
          await computed(figure);
          const { violations } = await new AxeBuilder({ page }).include(`[data-figure="${id}"]`).analyze();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          ).toBeLessThanOrEqual(0);
        },
        { colorScheme, viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' },
      );
    },
  );
}
