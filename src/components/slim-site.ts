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

export async function slim(dist: string, rejectedFile: string): Promise<void> {
  const find = (pattern: string) => globSync(pattern, { cwd: dist }).sort();
  const read = (file: string) => readFileSync(join(dist, file), 'utf8');
  const [pages, scripts, sheets] = ['**/*.html', '_astro/*.js', '_astro/*.css'].map(find) as [
    string[],
    string[],
    string[],
  ];
  const latex: Record<string, readonly string[]> = {};
  const shorten = shortScopes(sheets.map(read));
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

  const names = noNames();
  for (const html of contents.values()) addPage(names, html);
  for (const script of scripts) addScript(names, read(script));

  const renamed = new Map<string, string>();
  const selectors = new Map<string, readonly string[]>();
  const rejected: string[] = [];
  let search: string | null = null;
  for (const sheet of sheets) {
    const others = sheets.filter((other) => other !== sheet);
    const readElsewhere = others.flatMap((other) => propertiesRead(read(other)));
    const purged = purgeStyles(shorten(read(sheet)), names, readElsewhere);
    const isOfFormulas = purged.css.includes('.katex-base');
    selectors.set(sheet, selectorsOf(purged.css));
    renamed.set(sheet, write(dist, sheet, isOfFormulas ? purged.css + classes.css : purged.css));
    if (purged.search) search = write(dist, '_astro/search.css', purged.search);
    rejected.push(...purged.rejected);
  }
  refuseSheetsIn(scripts, read, sheets);
  const latexFile = write(dist, '_astro/latex.json', JSON.stringify(latex));
  for (const [page, content] of contents) {
    let html = content;
    if (latex[page]?.length)
      html = html.replace(/(?<=<html\b)/, ` data-latex="${baseOf(html)}${latexFile}#${page}"`);
    const named = namesIn(content);
    for (const [old, now] of renamed)
      html = mayMatch(selectors.get(old) ?? [], named) ? html.replaceAll(old, now) : withoutSheet(html, old);
    if (search) html = html.replace(/(?<=<site-search\b)/, ` data-styles="${baseOf(html)}${search}"`);
    writeFileSync(join(dist, page), html);
  }
  for (const sheet of sheets) if (renamed.get(sheet) !== sheet) rmSync(join(dist, sheet));
  mkdirSync(dirname(rejectedFile), { recursive: true });
  writeFileSync(rejectedFile, JSON.stringify(rejected));
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
function refuseSheetsIn(
  scripts: readonly string[],
  read: (file: string) => string,
  sheets: readonly string[],
): void {
  for (const script of scripts) {
    const text = read(script);
    const named = sheets.find((sheet) => text.includes(sheet));
    if (named)
      throw new Error(`${script} fetches ${named} by its name: slim-site.ts must rename it there as well.`);
  }
}
