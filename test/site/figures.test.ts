import { globSync, readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { FIGURE_IDS, loadFigure } from '../../src/claims/figures/registry.ts';
import { CLAIM_IDS } from '../../src/claims/registry.ts';

const SHOWN = globSync('dist/*/index.html')
  .concat('dist/index.html')
  .flatMap((page) => [...parseHTML(readFileSync(page, 'utf8')).document.querySelectorAll('[data-figure]')]);
const shown = (id: string) => SHOWN.filter((figure) => figure.getAttribute('data-figure') === id);

/** What a figure is made of, besides the frame: where a number could be drawn that nobody computed. */
const SOURCES = [
  ...globSync('src/claims/figures/*.ts'),
  ...globSync('src/islands/figures/*.{ts,tsx}'),
  ...globSync('src/components/figures/*.astro'),
];
/** Three numbers or more in brackets, or points. */
const DATA = /\[\s*(?:-?\d[\d_.e-]*\s*,\s*){2,}-?\d|\[\s*\[\s*-?\d/;

describe.each(FIGURE_IDS)('%s', (id) => {
  test('is shown in an article, with a poster of computed numbers and a sentence on them', () => {
    expect(shown(id).length).toBeGreaterThan(0);
    for (const figure of shown(id)) {
      expect(figure.querySelector('[data-state]')?.getAttribute('data-state')).toBe('built');
      expect(figure.querySelector('.figure-result')?.textContent).toMatch(/\d/);
      expect(figure.querySelector('figcaption strong')?.textContent).toMatch(/\w/);
      for (const chart of figure.querySelectorAll('.chart-drawing')) {
        expect(chart.getAttribute('aria-label')).toMatch(/\d/);
        expect(chart.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });

  test('stands on claims that are published, and links to them', async () => {
    const claims = (await loadFigure(id))?.claims ?? [];
    expect(claims.length).toBeGreaterThan(0);
    for (const claim of claims) {
      expect(CLAIM_IDS).toContain(claim);
      for (const figure of shown(id)) {
        const links = [...figure.querySelectorAll('figcaption a')].map((link) => link.getAttribute('href'));
        expect(links).toContain(`/claims/${claim}/`);
      }
    }
  });
});

test('no other figure is shown than those that are registered', () => {
  expect(
    SHOWN.map((figure) => figure.getAttribute('data-figure')).filter((id) => !FIGURE_IDS.includes(`${id}`)),
  ).toEqual([]);
});

test('no source of a figure holds a list of numbers to be drawn', () => {
  expect(SOURCES.filter((file) => DATA.test(readFileSync(file, 'utf8')))).toEqual([]);
  for (const planted of ['[0.1, 0.2, 0.3]', '[[0, 1]]', '[-1, 2e-3, 4]'])
    expect(DATA.test(planted)).toBe(true);
});
