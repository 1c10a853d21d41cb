import { globSync, mkdirSync } from 'node:fs';
import { chromium, type Locator } from 'playwright';
import { launchOptions } from './support/chromium.ts';
import { serveSite } from './support/served-site.ts';

/**
 * `npm run screenshots [-- folder]`: pictures of the built site, taken after a claim was really
 * verified, for the README (the first one) and for looking at (all of them).
 */
const FOLDER = process.argv[2] ?? 'test/screenshots';
const README_PICTURE = { path: '/', claim: 'one-layer-skip-folds', width: 1280, scheme: 'light' } as const;
/** Every page of the built site. */
const PATHS = globSync('**/index.html', { cwd: 'dist' })
  .map((file) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`)
  .sort();
const WIDTHS = [390, 768, 1440];
const SCHEMES = ['light', 'dark'] as const;

mkdirSync(FOLDER, { recursive: true });
const site = await serveSite('dist');
const browser = await chromium.launch(launchOptions());
try {
  await picture(README_PICTURE.path, README_PICTURE.width, README_PICTURE.scheme, 'readme');
  if (process.argv[2]) {
    for (const path of PATHS) {
      for (const width of WIDTHS) {
        for (const scheme of SCHEMES) await picture(path, width, scheme, nameOf(path, width, scheme));
      }
    }
  }
} finally {
  await browser.close();
  await site.close();
}

async function picture(
  path: string,
  width: number,
  colorScheme: 'light' | 'dark',
  name: string,
): Promise<void> {
  const page = await browser.newPage({
    viewport: { width, height: name === 'readme' ? 1400 : 900 },
    colorScheme,
    reducedMotion: 'reduce',
  });
  await page.goto(`${site.origin}${path}`);
  await page.evaluate(() => document.fonts.ready);
  const isReadme = name === 'readme';
  const card = page
    .locator(isReadme ? `[data-claim="${README_PICTURE.claim}"]` : 'section[data-claim]')
    .first();
  if ((await card.count()) > 0) await verify(card);
  if (isReadme) await card.screenshot({ path: `${FOLDER}/${name}.png` });
  else await page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: true });
  await page.close();
}

async function verify(card: Locator): Promise<void> {
  await card.scrollIntoViewIfNeeded();
  await card.getByRole('button', { name: /^Verify/ }).click();
  await card.and(card.page().locator('[data-state="done"]')).waitFor({ timeout: 90_000 });
}

function nameOf(path: string, width: number, scheme: string): string {
  return [path.replaceAll('/', ' ').trim().replaceAll(' ', '-') || 'index', width, scheme].join('-');
}
