import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { classesFor, nameStyles } from './formula-classes.ts';
import {
  addPage,
  addScript,
  mayMatch,
  namesIn,
  noNames,
  propertiesRead,
  purgeStyles,
  selectorsOf,
} from './purge-styles.ts';
import { reuseIcons } from './reuse-icons.ts';
import { shortenFormulas } from './shorten-formulas.ts';
import { shortScopes } from './shorten-scopes.ts';
import { slimAnnotations } from './slim-annotations.ts';
import { slimFormulas } from './slim-formulas.ts';
import { slimElement, slimIslands } from './slim-islands.ts';
import { slimMathml } from './slim-mathml.ts';
import { joinScripts, slimScripts } from './slim-page-scripts.ts';
import { tightenSubscripts } from './tighten-subscripts.ts';

/** Where it stands what was left out of the style sheets, relative to the project's root. */
export const REJECTED = 'node_modules/.cache/skip-two/rejected-selectors.json';

/** Makes the pages of a built site lighter without changing what they show; before anything that takes their hashes. */
export function slimSite(): AstroIntegration {
  let root = '';
  return {
    name: 'skip-two:slim-site',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
      },
      'astro:build:done': async ({ dir }) => slim(fileURLToPath(dir), join(root, REJECTED)),
    },
  };
}

/** The files of a built site that are made lighter, by their names in its folder. */
interface Site {
  readonly dist: string;
  readonly pages: readonly string[];
  readonly scripts: readonly string[];
  readonly sheets: readonly string[];
  read(file: string): string;
}

/** A style sheet without what no page needs. */
interface SlimSheet {
  /** Its name, of its new content. */
  readonly name: string;
  readonly selectors: readonly string[];
}

/**
 * Makes a built site lighter, in place.
 * @param dist its folder, a path.
 * @param rejectedFile is given the selectors that were left out of the style sheets, as JSON.
 * @throws {Error} where a script fetches a style sheet by a name that it will not have.
 */
export async function slim(dist: string, rejectedFile: string): Promise<void> {
  const find = (pattern: string) => globSync(pattern, { cwd: dist }).sort();
  const read = (file: string) => readFileSync(join(dist, file), 'utf8');
  const [pages = [], scripts = [], sheets = []] = ['**/*.html', '_astro/*.js', '_astro/*.css'].map(find);
  const site: Site = { dist, pages, scripts, sheets, read };
  refuseSheetsIn(site);
  const shorten = shortScopes(sheets.map(read));
  const { contents, latex, css } = slimPages(site, shorten);
  const { slimmed, search, rejected } = slimSheets(site, contents, shorten, css);
  const latexFile = write(dist, '_astro/latex.json', JSON.stringify(latex));
  for (const [page, content] of contents) {
    let html = content;
    if (latex[page]?.length)
      html = html.replace(/(?<=<html\b)/, ` data-latex="${baseOf(html)}${latexFile}#${page}"`);
    const named = namesIn(content);
    for (const [old, { name, selectors }] of slimmed)
      html = mayMatch(selectors, named) ? html.replaceAll(old, name) : withoutSheet(html, old);
    if (search) html = html.replace(/(?<=<site-search\b)/, ` data-styles="${baseOf(html)}${search}"`);
    writeFileSync(join(dist, page), html);
  }
  for (const [old, { name }] of slimmed) if (name !== old) rmSync(join(dist, old));
  mkdirSync(dirname(rejectedFile), { recursive: true });
  writeFileSync(rejectedFile, JSON.stringify(rejected));
}

/** Each page's markup, the LaTeX of its formulas, and the rules for classes that many formulas share. */
function slimPages({ dist, pages, read }: Site, shorten: (text: string) => string) {
  const latex: Record<string, readonly string[]> = {};
  const slimmed = pages.map((page) => {
    const html = slimScripts(read(page), (src) => read(src.slice(src.indexOf('_astro/'))));
    const keep = (file: string) => (text: string) => baseOf(html) + write(dist, `_astro/${file}`, text);
    const islands = slimIslands(slimElement(html, keep('astro-island.js')), keep('props.json'));
    const annotations = slimAnnotations(reuseIcons(joinScripts(islands)));
    latex[page] = annotations.latex;
    return shorten(slimMathml(slimFormulas(shortenFormulas(tightenSubscripts(annotations.html)))));
  });
  const classes = classesFor(slimmed);
  const contents = new Map(pages.map((page, i) => [page, nameStyles(slimmed[i] ?? '', classes)]));
  return { contents, latex, css: classes.css };
}

/** Writes each style sheet without what no page or script names; what only the search box needs is one of its own. */
function slimSheets(
  { dist, scripts, sheets, read }: Site,
  contents: ReadonlyMap<string, string>,
  shorten: (text: string) => string,
  formulaCss: string,
) {
  const names = noNames();
  for (const html of contents.values()) addPage(names, html);
  for (const script of scripts) addScript(names, read(script));

  const slimmed = new Map<string, SlimSheet>();
  const rejected: string[] = [];
  let search: string | null = null;
  for (const sheet of sheets) {
    const others = sheets.filter((other) => other !== sheet);
    const readElsewhere = others.flatMap((other) => propertiesRead(read(other)));
    const purged = purgeStyles(shorten(read(sheet)), names, readElsewhere);
    const isOfFormulas = purged.css.includes('.katex-base');
    const name = write(dist, sheet, isOfFormulas ? purged.css + formulaCss : purged.css);
    slimmed.set(sheet, { name, selectors: selectorsOf(purged.css) });
    if (purged.search) search = write(dist, '_astro/search.css', purged.search);
    rejected.push(...purged.rejected);
  }
  return { slimmed, search, rejected };
}

/** An article is given the sheets of all that articles may show; nothing in it may need one. */
function withoutSheet(html: string, sheet: string): string {
  return html.replaceAll(/<link\b[^>]*\brel="stylesheet"[^>]*>/g, (link) =>
    link.includes(sheet) ? '' : link,
  );
}

/** Writes a file under a name of its content: it may be kept for ever. @returns the name. */
function write(dist: string, file: string, content: string): string {
  const digest = createHash('sha256').update(content).digest('base64url').slice(0, 8);
  const name = file.replace(/(?:\.[\w-]+)?(?=\.(?:css|js|json)$)/, `.${digest}`);
  writeFileSync(join(dist, name), content);
  return name;
}

/** What stands before `_astro/` in the page's own links: the site may be under a path. */
function baseOf(html: string): string {
  return /href="([^"]*)_astro\/[^"]+\.css"/.exec(html)?.[1] ?? '/';
}

/** A script that fetches a style sheet by its name would find it gone. */
function refuseSheetsIn({ scripts, sheets, read }: Site): void {
  for (const script of scripts) {
    const text = read(script);
    const named = sheets.find((sheet) => text.includes(sheet));
    if (named)
      throw new Error(`${script} fetches ${named} by its name: slim-site.ts must rename it there as well.`);
  }
}
