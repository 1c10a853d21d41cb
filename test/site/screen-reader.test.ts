import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { visitSite } from './visit.ts';

/** Else Chromium tells DevTools only of what it has laid out; a screen reader has all of a page. */
const visit = visitSite(['--force-renderer-accessibility']);

test.each(['/what-stops-the-fold/', '/claims/'])(
  '%s: every formula is mathematics to a screen reader, in view or not',
  async (path) => {
    await visit.open(path, async (page) => {
      const formulas = await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        const shown = [...document.querySelectorAll('math')].filter((math) => math.checkVisibility());
        return {
          count: shown.length,
          below: shown.filter((math) => math.getBoundingClientRect().top > 3_000).length,
        };
      });
      expect(formulas.below).toBeGreaterThan(10);
      expect(await heard(page, 'MathMLMath')).toBe(formulas.count);
      // In its own letters, not in the slanted ones that a browser makes of them for the eye.
      expect(await heard(page, 'StaticText', /[\u{1D400}-\u{1D7FF}]/u)).toBe(0);
    });
  },
);

/** How many nodes of a role the accessibility tree has, with a name like this. */
async function heard(page: Page, role: string, name = /.*/s): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  return nodes.filter(
    (node) => !node.ignored && node.role?.value === role && name.test(node.name?.value ?? ''),
  ).length;
}
