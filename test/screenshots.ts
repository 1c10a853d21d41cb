import { globSync, mkdirSync } from 'node:fs';
import { chromium, type Locator, type Page } from 'playwright';
import { launchOptions } from './support/chromium.ts';
import { serveSite } from './support/served-site.ts';

/**
 * `npm run screenshots [-- folder]`: pictures of the built site, for the README and, with a folder, of every
 * page for looking at. What they show was computed a moment before, on the backend that this Chromium offers.
 */
const FOLDER = process.argv[2] ?? 'test/screenshots';

/** What the README shows, each in the state a reader would have brought it to. */
const README_PICTURES: readonly ReadmePicture[] = [
  { name: 'readme', path: '/', part: '[data-claim="one-layer-skip-folds"]', prepare: verify },
  { name: 'fold', path: '/one-layer-folds/', part: '[data-figure="fold"]', prepare: fold },
  {
    name: 'depth-lab',
    path: '/what-training-shows/?backend=cpu',
    part: '[data-figure="depth-curves"]',
    prepare: train,
  },
];

interface ReadmePicture {
  readonly name: string;
  readonly path: string;
  /** A selector: the picture shows its first match. */
  readonly part: string;
  readonly prepare: (part: Locator) => Promise<void>;
}

/** Every page of the built site. */
const PATHS = globSync('**/index.html', { cwd: 'dist' })
  .map((file) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`)
  .sort();
const WIDTHS = [390, 768, 1440];
const SCHEMES = ['light', 'dark'] as const;
/** Long pages come in parts: Chromium repeats the top of a page below 8,192 px, the largest texture it draws. */
const PART_PX = 4_000;
type Scheme = (typeof SCHEMES)[number];

mkdirSync(FOLDER, { recursive: true });
const site = await serveSite('dist');
const browser = await chromium.launch(launchOptions());
try {
  for (const picture of README_PICTURES) await readmePicture(picture);
  if (process.argv[2])
    for (const path of PATHS) await Promise.all(WIDTHS.map((width) => pictures(path, width)));
} finally {
  await browser.close();
  await site.close();
}

async function readmePicture({ name, path, part, prepare }: ReadmePicture): Promise<void> {
  await onPage(path, { width: 1280, height: 1400 }, 'light', async (page) => {
    const shown = page.locator(part).first();
    await shown.scrollIntoViewIfNeeded();
    await prepare(shown);
    await shown.screenshot({ path: `${FOLDER}/${name}.png` });
  });
}

/** A page at one width, in each scheme. Its first claim is judged on the processor, which is the quickest to open. */
async function pictures(path: string, width: number): Promise<void> {
  await onPage(`${path}?backend=cpu`, { width, height: 900 }, 'light', async (page) => {
    const card = page.locator('section[data-claim]').first();
    if ((await card.count()) > 0) await verify(card);
    // Else the header stands over the middle of the page.
    await page.evaluate(() => scrollTo(0, 0));
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      for (let y = 0, part = 1; y < height; y += PART_PX, part++) {
        const clip = { x: 0, y, width, height: Math.min(PART_PX, height - y) };
        const name = `${nameOf(path, width, colorScheme)}-${part}`;
        await page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: true, clip });
      }
    }
  });
}

async function onPage(
  path: string,
  viewport: { width: number; height: number },
  colorScheme: Scheme,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
  try {
    await page.goto(`${site.origin}${path}`);
    await page.evaluate(() => document.fonts.ready);
    await use(page);
  } finally {
    await page.close();
  }
}

async function verify(card: Locator): Promise<void> {
  await card.scrollIntoViewIfNeeded();
  await card.getByRole('button', { name: /^Verify/ }).click();
  await card.and(card.page().locator('[data-state="done"]')).waitFor({ timeout: 90_000 });
}

async function fold(figure: Locator): Promise<void> {
  await figure.dispatchEvent('pointerover');
  await figure.locator('[data-ready]').waitFor();
  await figure.getByRole('checkbox', { name: /Break it/ }).check();
  await figure.locator('[data-state="computed"]').waitFor({ timeout: 60_000 });
}

async function train(figure: Locator): Promise<void> {
  await figure.dispatchEvent('pointerover');
  await figure.locator('[data-ready]').waitFor();
  await figure.getByRole('combobox', { name: 'Depth' }).selectOption('24');
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await figure.locator('[data-state="computed"]').waitFor({ timeout: 300_000 });
}

function nameOf(path: string, width: number, scheme: Scheme): string {
  return [path.replaceAll('/', ' ').trim().replaceAll(' ', '-') || 'index', width, scheme].join('-');
}
