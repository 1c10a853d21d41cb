import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUILD_TIMEOUT_MS, copySite, type Ended, type FixtureSite } from './fixture-site.ts';
import { headOf, textsIn } from './machine-files.ts';
import { loseTheWay, loseTheWayWithoutScripts, tour, visitEverything } from './tour.ts';

const ORIGIN = 'https://skip-two.example';
const BASE = '/lab/skip-two';
const ADDRESS = { SITE: ORIGIN, BASE };

let site: FixtureSite;
/** The same, built in another folder under another clock and language. */
let twin: FixtureSite;
let ids: string[];
let built: Ended;
let builtAgain: Ended;

beforeAll(async () => {
  [site, twin] = [copySite(), copySite()];
  ids = site.list('src/claims/part-*/*.ts').map((file) => file.replace(/^.*[\\/]|\.ts$/g, ''));
  [built, builtAgain] = await Promise.all([
    site.astro(['build'], ADDRESS),
    twin.astro(['build'], { ...ADDRESS, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' }),
  ]);
}, BUILD_TIMEOUT_MS);
afterAll(() => {
  site.remove();
  twin.remove();
});

test('the site as it is builds, and says of each claim that it holds, or of an experiment what came out', () => {
  expect(built.exitCode, built.output).toBe(0);
  expect(ids.length).toBeGreaterThan(0);
  const { formulas, experiments } = site.claims();
  expect(formulas.length).toBeGreaterThan(experiments.length);
  for (const id of formulas) expect(built.output).toMatch(new RegExp(`holds +${id} `));
  for (const id of experiments)
    expect(built.output).toMatch(new RegExp(`(?:holds|refuted|undecided) +${id} `));
});

test('two builds are the same to the byte, wherever they are made', () => {
  expect(builtAgain.exitCode, builtAgain.output).toBe(0);
  const files = site.list('dist/**').sort();
  expect(twin.list('dist/**').sort()).toEqual(files);
  const bytes = (of: FixtureSite, file: string) => readFileSync(join(of.root, file));
  const differing = files.filter((file) => {
    const isFile = statSync(join(site.root, file)).isFile();
    return isFile && !bytes(site, file).equals(bytes(twin, file));
  });
  expect(files.length).toBeGreaterThan(ids.length);
  expect(differing).toEqual([]);
});

test('every claim has a page with its card, its program and the articles that show it', () => {
  for (const id of ids) {
    const page = site.read(`dist/claims/${id}/index.html`);
    expect(page).toContain(`data-claim="${id}"`);
    expect(page).toContain(`npm run verify -- ${id}`);
    expect(page).toMatch(/<h2 id="where-it-is-used">.*?<li><a href="\/lab\/skip-two\/[^"]*">/s);
  }
});

test('the ledger lists every claim', () => {
  const page = site.read('dist/claims/index.html');
  for (const id of ids) expect(page).toContain(`href="${BASE}/claims/${id}/"`);
});

test('claims.json holds every claim and is what its schema says', () => {
  const published = JSON.parse(site.read('dist/claims.json'));
  const schema = JSON.parse(site.read('dist/claims.schema.json'));
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
  expect(validate(published), JSON.stringify(validate.errors)).toBe(true);
  expect(published.claims.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
  expect(published.$schema).toBe(`${BASE}/claims.schema.json`);
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

test('every link within the site has its base', () => {
  const pages = site.list('dist/**/*.html');
  expect(pages.length).toBeGreaterThan(ids.length);
  for (const page of pages) {
    const links = [...site.read(page).matchAll(/<[^>]* (?:href|src)="(\/[^"]*)"/g)].map(([, href]) => href);
    expect(links.filter((href) => !href?.startsWith(`${BASE}/`))).toEqual([]);
  }
});

test('under a base the policy and what is kept for offline are of that base', () => {
  expect(site.read('dist/_headers')).toContain(`\n${BASE}/*\n  Content-Security-Policy: `);
  const kept = [...site.read('dist/service-worker.js').matchAll(/\burl:`([^`]*)`/g)].map(
    ([, url = '']) => url,
  );
  expect(kept).toEqual(
    expect.arrayContaining([`${BASE}/`, `${BASE}/claims/${ids[0]}/`, `${BASE}/pagefind/pagefind.js`]),
  );
  for (const url of kept) {
    expect(url.startsWith(`${BASE}/`), url).toBe(true);
    expect.soft(site.has(`dist${url.slice(BASE.length)}`), url).toBe(true);
  }
  const scripts = site.list('dist/_astro/*.js').map((file) => site.read(file));
  const registering = scripts.filter((script) => script.includes('/service-worker.js'));
  expect(registering).toHaveLength(1);
  // Put before it by siteHref, which every page has.
  expect(registering[0]).toContain(`\`${BASE}\``);
});

test('every link within the site leads somewhere', async () => {
  for (const page of site.list('dist/**/*.html')) {
    for (const [, path = '', fragment] of site
      .read(page)
      .matchAll(/<a [^>]*href="\/lab\/skip-two([^"#?]*)(?:\?[^"#]*)?(?:#([^"]*))?"/g)) {
      const target = `dist${path}${path.endsWith('/') || path === '' ? '/index.html' : ''}`;
      expect.soft(site.has(target), `${page} links to ${path}`).toBe(true);
      if (fragment && site.has(target)) expect.soft(site.read(target)).toContain(`id="${fragment}"`);
    }
  }
});

/** The file that an address of this site leads to; its fragment must be an id there. */
function fileAt(address: string): string {
  const { origin, pathname, hash } = new URL(address);
  expect(`${origin}${pathname}`, address).toMatch(new RegExp(`^${ORIGIN}${BASE}/`));
  const file = `dist${pathname.slice(BASE.length)}${pathname.endsWith('/') ? 'index.html' : ''}`;
  expect(site.has(file), address).toBe(true);
  if (hash) expect(site.read(file), address).toContain(`id="${hash.slice(1)}"`);
  return file;
}

test('every page but that for lost readers says where it stands, and is in the sitemap', () => {
  const pages = site.list('dist/**/index.html').sort();
  const listed = textsIn(
    site.read(fileAt(textsIn(site.read('dist/sitemap-index.xml'), 'loc')[0] ?? '')),
    'loc',
  );
  expect(listed.map(fileAt).sort()).toEqual(pages);
  for (const page of pages) {
    const { canonical, image, robots, sitemap, feeds } = headOf(site.read(page));
    expect(fileAt(canonical ?? '')).toBe(page);
    expect(robots).toBeNull();
    expect([image, `${ORIGIN}${sitemap}`, ...feeds].map((address) => fileAt(address ?? ''))).toHaveLength(4);
  }
  expect(headOf(site.read('dist/404.html'))).toMatchObject({
    canonical: null,
    robots: 'noindex',
    data: null,
  });
  expect(site.read('dist/robots.txt')).toContain(`Sitemap: ${ORIGIN}${BASE}/sitemap-index.xml\n`);
});

test('each article is described in the terms of schema.org, and nothing else is', () => {
  const articles = site.list('content/**/*.mdx').map((file) => file.replace('content', 'dist'));
  for (const page of site.list('dist/**/index.html')) {
    const { canonical, data } = headOf(site.read(page));
    const isArticle = articles.some((file) => page === file.replace(/(?:\/index)?\.mdx$/, '/index.html'));
    expect(data !== null, page).toBe(isArticle);
    if (!data) continue;
    expect(data).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'TechArticle',
      url: canonical,
      mainEntityOfPage: canonical,
      author: { '@type': 'Organization', name: 'Skip Two' },
    });
    for (const field of ['headline', 'description', 'license', 'inLanguage'])
      expect(data[field]).toBeTruthy();
    fileAt(data.image as string);
    if (!page.includes('/reference/')) expect(data.datePublished).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});

test('both feeds have items that lead somewhere, each once', () => {
  for (const [feed, least] of [
    ['articles', site.list('content/*.mdx').length],
    ['verdicts', ids.length],
  ] as const) {
    const xml = site.read(`dist/feeds/${feed}.xml`);
    const links = textsIn(xml, 'item > link');
    expect(links.length).toBeGreaterThanOrEqual(least);
    for (const link of links) fileAt(link);
    expect(new Set(textsIn(xml, 'guid')).size).toBe(links.length);
    expect(textsIn(xml, 'item > pubDate').every((date) => Number.isFinite(Date.parse(date)))).toBe(true);
    expect(xml).toContain(`<atom:link href="${ORIGIN}${BASE}/feeds/${feed}.xml" rel="self"`);
  }
});

test('what language models are given names every article and claim, and leaves nothing only this site understands', () => {
  const index = site.read('dist/llms.txt');
  const links = [...index.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link as string);
  const files = links.map(fileAt);
  for (const id of ids) expect(files).toContain(`dist/claims/${id}/index.html`);
  for (const file of site.list('content/**/*.mdx'))
    expect(files).toContain(file.replace('content', 'dist').replace(/(?:\/index)?\.mdx$/, '/index.html'));
  expect(index).toMatch(/^# Skip Two\n\n> .+\n/);
  const full = site.read('dist/llms-full.txt');
  expect(full).not.toMatch(/<[A-Z]|<div|\]\(term:|\]\(\/|^import |\\m[WI](?![a-z])/m);
  for (const file of site.list('content/*.mdx'))
    expect(full).toContain(`# ${/^title: (.+)$/m.exec(site.read(file))?.[1]}\n`);
});

test('in a browser nothing is asked for outside of the base, and nothing in vain', async () => {
  const { requests, missing, elsewhere, complaints } = await tour(site.root, BASE, visitEverything);
  expect(requests.filter((path) => !path.startsWith(`${BASE}/`))).toEqual([]);
  expect({ missing, elsewhere, complaints }).toEqual({ missing: [], elsewhere: [], complaints: [] });
  for (const part of [/\/worker-[^/]+\.js$/, /\.woff2$/, /\/pagefind\.js$/, /\/claims\.json$/])
    expect(requests.some((path) => part.test(path))).toBe(true);
});

test('an address that leads nowhere is answered with the page that was meant', async () => {
  const { missing } = await tour(site.root, BASE, async (page, home) => {
    await loseTheWay(page, home);
    await loseTheWayWithoutScripts(page, home);
  });
  const lost = `${BASE}/proofs/one-layer-skip-foldss`;
  expect(missing).toEqual([lost, lost, `${BASE}/no/such/page`]);
});
