import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import { turnTo } from './visit.ts';

/** A figure of a page, once its island can be operated. */
export async function readyFigure(page: Page, id: string): Promise<Locator> {
  const figure = page.locator(`[data-figure="${id}"]`);
  await turnTo(page);
  await figure.scrollIntoViewIfNeeded();
  await figure.dispatchEvent('pointerover');
  await figure.locator('[data-ready]').waitFor();
  return figure;
}

/** Waits until nothing newer is under way. */
export async function computed(figure: Locator): Promise<void> {
  await figure.locator('[data-state="computed"]').waitFor({ timeout: 60_000 });
}

/** What the figure says. */
export function resultOf(figure: Locator): Promise<string> {
  return figure.locator('.figure-result').innerText();
}

/** A number as a reader sees it, as a number: `1.51·10⁻⁶` is 1.51e-6. */
export function numberIn(text: string): number {
  const plain = text
    .replaceAll('\u2212', '-')
    .replaceAll('\u202f', '')
    .replace(
      /·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/,
      (_, power: string) =>
        `e${[...power].map((digit) => (digit === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit))).join('')}`,
    );
  return Number.parseFloat(plain);
}

/** The figure's data, taken away by pressing its button. */
export async function takeCsv(figure: Locator): Promise<{ header: string[]; rows: string[][] }> {
  const download = figure.page().waitForEvent('download');
  const button = figure.getByRole('button', { name: 'Data as CSV' });
  await button.focus();
  await figure.page().keyboard.press('Enter');
  const path = await (await download).path();
  const [header = [], ...rows] = readFileSync(path, 'utf8')
    .trim()
    .split('\r\n')
    .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')));
  return { header, rows };
}

/** The link that the figure's button copies. */
export async function copiedLink(figure: Locator): Promise<string> {
  const page = figure.page();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await figure.getByRole('button', { name: 'Copy link' }).press('Enter');
  await figure.getByText('Link copied').waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}
