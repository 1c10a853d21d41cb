import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUILD_TIMEOUT_MS, copySite, type Ended, type FixtureSite } from './fixture-site.ts';

let site: FixtureSite;
let ids: string[];
let built: Ended;

beforeAll(async () => {
  site = copySite();
  ids = site.list('src/claims/part-*/*.ts').map((file) => file.replace(/^.*[\\/]|\.ts$/g, ''));
  built = await site.astro(['build']);
}, BUILD_TIMEOUT_MS);
afterAll(() => site.remove());

test('the site as it is builds, and says of each claim that it holds, or of an experiment what came out', () => {
  expect(built.exitCode, built.output).toBe(0);
  expect(ids.length).toBeGreaterThan(0);
  const { formulas, experiments } = site.claims();
  expect(formulas.length).toBeGreaterThan(experiments.length);
  for (const id of formulas) expect(built.output).toMatch(new RegExp(`holds +${id} `));
  for (const id of experiments)
    expect(built.output).toMatch(new RegExp(`(?:holds|refuted|undecided) +${id} `));
});

test('every claim has a page with its card, its program and the articles that show it', () => {
  for (const id of ids) {
    const page = site.read(`dist/claims/${id}/index.html`);
    expect(page).toContain(`data-claim="${id}"`);
    expect(page).toContain(`npm run verify -- ${id}`);
    expect(page).toMatch(/<h2 id="where-it-is-used">.*?<li><a href="\/[^"]*">/s);
  }
});

test('the ledger lists every claim', () => {
  const page = site.read('dist/claims/index.html');
  for (const id of ids) expect(page).toContain(`href="/claims/${id}/"`);
});

test('claims.json holds every claim and is what its schema says', () => {
  const published = JSON.parse(site.read('dist/claims.json'));
  const schema = JSON.parse(site.read('dist/claims.schema.json'));
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
  expect(validate(published), JSON.stringify(validate.errors)).toBe(true);
  expect(published.claims.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
  expect(published.$schema).toBe('/claims.schema.json');
});

test('what rests on what is drawn at build: no page loads what lays it out', () => {
  expect(site.read('dist/claims/index.html')).toMatch(/<svg role="group" aria-label="Which claims[^>]*>/);
  const scripts = site.list('dist/**/*.js');
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect(site.read(script)).not.toMatch(/nodesep|ranksep/);
});

test('the schema refuses a claim without evidence', () => {
  const published = JSON.parse(site.read('dist/claims.json'));
  published.claims[0].runs = [];
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(
    JSON.parse(site.read('dist/claims.schema.json')),
  );
  expect(validate(published)).toBe(false);
});

test('no page and no endpoint names the folder it was built in', () => {
  for (const file of site.list('dist/**/*.{html,json}')) expect(site.read(file)).not.toContain(site.root);
});

test('under a base every link within the site has it', async () => {
  const { exitCode, output } = await site.astro(['build'], { BASE: '/docs' });
  expect(exitCode, output).toBe(0);
  const pages = site.list('dist/**/*.html');
  expect(pages.length).toBeGreaterThan(ids.length);
  for (const page of pages) {
    const links = [...site.read(page).matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href]) => href);
    expect(links.filter((href) => !href?.startsWith('/docs'))).toEqual([]);
  }
});

test('under a base the policy and what is kept for offline are of that base', () => {
  expect(site.read('dist/_headers')).toMatch(/^\/docs\/\*\n {2}Content-Security-Policy: /m);
  const kept = [...site.read('dist/service-worker.js').matchAll(/\burl:`([^`]*)`/g)].map(
    ([, url = '']) => url,
  );
  expect(kept).toEqual(
    expect.arrayContaining(['/docs/', `/docs/claims/${ids[0]}/`, '/docs/pagefind/pagefind.js']),
  );
  for (const url of kept) {
    expect(url).toMatch(/^\/docs\//);
    expect.soft(site.has(`dist${url.slice('/docs'.length)}`), url).toBe(true);
  }
  const scripts = site.list('dist/_astro/*.js').map((file) => site.read(file));
  expect(scripts.some((script) => /\/docs\b[^;]*service-worker\.js/.test(script))).toBe(true);
});

test('every link within the site leads somewhere', async () => {
  for (const page of site.list('dist/**/*.html')) {
    for (const [, path = '', fragment] of site
      .read(page)
      .matchAll(/<a [^>]*href="\/docs([^"#?]*)(?:\?[^"#]*)?(?:#([^"]*))?"/g)) {
      const target = `dist${path}${path.endsWith('/') || path === '' ? '/index.html' : ''}`;
      expect.soft(site.has(target), `${page} links to ${path}`).toBe(true);
      if (fragment && site.has(target)) expect.soft(site.read(target)).toContain(`id="${fragment}"`);
    }
  }
});
