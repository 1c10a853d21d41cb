import { globSync, readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { siteCharacters } from '../../src/components/site-characters.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();
// Vitest collects before the site is built, so the pages are asked for in the tests.
const pagesOf = () =>
  globSync('**/index.html', { cwd: 'dist' }).map(
    (file) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`,
  );
/** One page of all those that one template makes says what the others weigh. */
const isArticle = (path: string) => !/^\/(?:claims|reference\/errors\/.)/.test(path);

/** What all fonts of a page may weigh together, in bytes. */
const FONT_BUDGET = 120_000;
/** What its HTML, styles and scripts may, in bytes of gzip. */
const PAGE_BUDGET = 50_000;

describe.each([320, 390])('at %i px', (width) => {
  test('no page scrolls sideways, no formula leaves it, and no mark behind one begins a line', async () => {
    await visit.open(
      '/404.html',
      async (page) => {
        const wide: string[] = [];
        const torn: string[] = [];
        for (const path of pagesOf()) {
          await page.goto(`${visit.site.origin}${path}`);
          await page.evaluate(() => document.fonts.ready);
          const beyond = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            const formulas = [...document.querySelectorAll('.katex-display')];
            const outside = formulas.filter((f) => f.getBoundingClientRect().right > clientWidth + 1);
            return scrollWidth > clientWidth || outside.length > 0;
          });
          if (beyond) wide.push(path);
          torn.push(...(await page.evaluate(tornMarks)).map((words) => `${path}: ${words}`));
        }
        expect(wide).toEqual([]);
        expect(torn).toEqual([]);
      },
      { viewport: { width, height: 800 } },
    );
  });
});

test('an article keeps to its budgets before its reader does anything', async () => {
  const heavy: string[] = [];
  for (const path of pagesOf().filter(isArticle)) {
    const before = visit.site.requests.length;
    await visit.open(path, (page) => page.waitForLoadState('networkidle'));
    const asked = [...new Set(visit.site.requests.slice(before))];
    const ending = (end: string) => asked.filter((file) => file.endsWith(end)).map((file) => `dist${file}`);
    const [fonts, scripts, sheets] = [ending('.woff2'), ending('.js'), ending('.css')];
    expect([fonts.length > 4, scripts.length > 0, sheets.length > 0], path).toEqual([true, true, true]);
    const weights = {
      fonts: sum(fonts.map((file) => statSync(file).size)),
      words: sum([`dist${path}index.html`, ...scripts, ...sheets].map(gzipped)),
    };
    console.log(
      `${path}: ${weights.words} B of HTML, styles and scripts (gzip), ${weights.fonts} B of fonts`,
    );
    if (weights.fonts > FONT_BUDGET) heavy.push(`${path}: ${weights.fonts} B of fonts`);
    if (weights.words > PAGE_BUDGET) heavy.push(`${path}: ${weights.words} B of HTML, styles and scripts`);
    if (scripts.some(isTensorflow)) heavy.push(`${path}: TensorFlow.js`);
  }
  expect(heavy).toEqual([]);
});

test('the contents follow their reader, though they begin at the first sign of one', async () => {
  await visit.open('/one-layer-folds/', async (page) => {
    await page.locator('h2').nth(3).scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 400);
    const current = page.locator('starlight-toc a[aria-current="true"]');
    await expect.poll(() => current.getAttribute('href')).not.toBe('#_top');
  });
});

test('TensorFlow.js would be known by what it calls its kernels', () => {
  expect(globSync('dist/_astro/{webgpu,webgl}-kernels-*.js').map(isTensorflow)).toEqual([true, true]);
});

/** Formulas that are parted from the punctuation behind them; runs in the page. */
function tornMarks(): string[] {
  const tied = [...document.querySelectorAll('.tied:has(> .katex)')].filter((element) =>
    element.checkVisibility(),
  );
  const parted = tied.filter((element) => {
    const range = document.createRange();
    range.selectNodeContents(element.lastChild as Node);
    const drawn = [...element.querySelectorAll('.katex-html')].at(-1);
    // In its last line, where it stands in several.
    const line = [...(drawn?.getClientRects() ?? [])].at(-1);
    return range.getBoundingClientRect().left < (line?.right ?? Number.POSITIVE_INFINITY) - 1;
  });
  return parted.map(({ textContent }) => textContent ?? '');
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const gzipped = (file: string) => gzipSync(readFileSync(file)).length;
const isTensorflow = (file: string) => readFileSync(file, 'utf8').includes('kernelName');

test('the fonts hold every character that a formula shows', () => {
  const held = new Set(siteCharacters('.'));
  const shown = globSync('dist/**/*.html').flatMap((file) =>
    [...parseHTML(readFileSync(file, 'utf8')).document.querySelectorAll('.katex-html')].map(
      (formula) => formula.textContent ?? '',
    ),
  );
  expect(shown.length).toBeGreaterThan(100);
  expect(
    [...new Set(shown.join(''))].filter(
      (character) => character > ' ' && character !== '\u200b' && !held.has(character),
    ),
  ).toEqual([]);
});

test('notes stand beside their paragraph where there is a margin and under it where there is none, a source once', async () => {
  const notes = (width: number) =>
    visit.open(
      '/one-layer-folds/',
      (page) =>
        page.locator('.noted').evaluateAll((noted) =>
          noted.flatMap((wrapper) => {
            const text = wrapper.querySelector('p')?.getBoundingClientRect() ?? new DOMRect();
            return [...wrapper.querySelectorAll('.side-note')].map((note) => {
              const { left, right, top } = note.getBoundingClientRect();
              return {
                isBeside: left >= text.right && right <= innerWidth,
                isUnder: top >= text.bottom && left >= text.left,
                source: note.querySelector('a[href*="/bibliography/#"]')?.getAttribute('href'),
              };
            });
          }),
        ),
      { viewport: { width, height: 900 } },
    );
  const [wide, narrow] = [await notes(1280), await notes(390)];
  expect(wide.length).toBeGreaterThan(5);
  expect(wide.every(({ isBeside }) => isBeside)).toBe(true);
  expect(narrow.every(({ isUnder }) => isUnder)).toBe(true);
  const sources = wide.flatMap(({ source }) => source ?? []);
  expect(sources).toContain('/reference/bibliography/#he2015resnet');
  expect(new Set(sources).size).toBe(sources.length);
});

test('every script and fraction in MathML has as many parts as it must: Firefox draws no other', async () => {
  await visit.open('/404.html', async (page) => {
    const wrong = await page.evaluate(async (paths) => {
      const PARTS = { msub: 2, msup: 2, mover: 2, munder: 2, mfrac: 2, mroot: 2, msubsup: 3, munderover: 3 };
      const found: string[] = [];
      for (const path of paths) {
        const parsed = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
        for (const [name, parts] of Object.entries(PARTS))
          for (const element of parsed.querySelectorAll(name))
            if (element.children.length !== parts) found.push(`${path}: ${element.outerHTML}`);
      }
      return found;
    }, pagesOf());
    expect(wrong).toEqual([]);
  });
});

test('pointing at a symbol in a formula lights it up in the article, and leaving it puts it out', async () => {
  await visit.open('/one-layer-folds/', async (page) => {
    const article = page.locator('.sl-markdown-content');
    await article.locator('p .term-W').first().hover();
    expect(await article.getAttribute('data-lit')).toBe('W');
    await page.locator('h1').hover();
    expect(await article.getAttribute('data-lit')).toBeNull();
  });
});

test('on paper the words are dark on white in the dark theme too, and nothing is left that one would press', async () => {
  await visit.open(
    '/one-layer-folds/',
    async (page) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const ink = await page.evaluate(() =>
        getComputedStyle(document.documentElement).getPropertyValue('--ink'),
      );
      expect(ink).toBe('#23262b');
      expect(await page.locator('.page > .header').isVisible()).toBe(false);
      expect(await page.locator('.sidebar').isVisible()).toBe(false);
      // What asks for hands is left out, and what would have to be opened is open.
      expect(await page.locator('.guess-answer > p').first().isVisible()).toBe(true);
      for (const left of ['.run-status', '.figure-foot', '.evidence th:nth-child(3)'])
        expect(await page.locator(left).first().isVisible(), left).toBe(false);
      const card = page.locator('section[data-claim]').first();
      for (const row of await card.locator('.evidence tr').all()) expect(await row.isVisible()).toBe(true);
    },
    { colorScheme: 'dark' },
  );
});

test('on paper an experiment’s cases all stand open, and on the screen each has its line', async () => {
  await visit.open('/claims/depth-lab/', async (page) => {
    const cases = page.locator('.findings-case');
    expect(await cases.count()).toBe(4);
    for (const [i, depth] of ['6', '12', '24', '48'].entries())
      expect(await cases.nth(i).locator('summary').innerText()).toMatch(
        new RegExp(`depth ${depth}: \\w+ *\\d of 7 findings`),
      );
    const rows = page.locator('.findings-case tbody tr');
    expect(await rows.filter({ visible: true }).count()).toBe(0);
    await cases.first().locator('summary').press('Enter');
    expect(await rows.filter({ visible: true }).count()).toBe(7);
    await page.emulateMedia({ media: 'print' });
    expect(await rows.filter({ visible: true }).count()).toBe(4 * 7);
  });
});
