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

test('what is hidden until its link is pointed at is not read, where the browser has laid out nothing either', async () => {
  await visit.open('/what-stops-the-fold/', async (page) => {
    const hidden = await page.locator('.preview').evaluateAll((previews) =>
      previews.flatMap((preview) => {
        const texts = document.createTreeWalker(preview, NodeFilter.SHOW_TEXT);
        const found: string[] = [];
        while (texts.nextNode()) found.push(texts.currentNode.nodeValue?.trim() ?? '');
        return found.filter(({ length }) => length > 20);
      }),
    );
    expect(hidden.length).toBeGreaterThan(3);
    const said = (await nodesOf(page)).map(({ name }) => String(name?.value ?? '').trim());
    expect(said.filter((text) => hidden.includes(text))).toEqual([]);
  });
});

/** How many nodes of a role the accessibility tree has, with a name like this. */
async function heard(page: Page, role: string, name = /.*/s): Promise<number> {
  return (await nodesOf(page)).filter(
    (node) => node.role?.value === role && name.test(node.name?.value ?? ''),
  ).length;
}

async function nodesOf(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  return nodes.filter(({ ignored }) => !ignored);
}
