import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptFile } from './kept-file.ts';

/** What nobody reads offline, or only what is online can use. */
const LEFT_OUT = [
  // Pictures that links are shown with elsewhere.
  'preview/**',
  // Pagefind's other interfaces, and its index for languages that the site is not in.
  'pagefind/pagefind-{ui,modular-ui,component-ui,highlight}.*',
  'pagefind/wasm.unknown.pagefind',
  // For hosts, robots and readers of feeds.
  '404.html',
  '_headers',
  'robots.txt',
  'apple-touch-icon.png',
  '{sitemap,rss}*',
  'llms*.txt',
  '**/*.xml',
  'service-worker.js',
];

/** Their names hold a hash of what is in them. */
const NAMED_BY_CONTENT = /^_astro\/|^pagefind\/(?:fragment|index)\//;

/** Made by the bundler, and asked for only where something names it. */
const NAMED_BY_OTHERS = /^_astro\/([\w.-]+\.(?:js|css|woff2))$/;
/** What may name others. */
const TEXT = /\.(?:html|js|css)$/;

/**
 * Lists what one visit keeps: pages, scripts, workers, fonts and the search.
 * @param folder the built site.
 * @param base the site's base, with a slash at both ends.
 * @returns the files in the order of their addresses, and their bytes together.
 */
export function keptFiles(folder: string, base: string): { files: KeptFile[]; bytes: number } {
  const names = onlyNamed(
    folder,
    globSync('**/*.*', { cwd: folder, exclude: LEFT_OUT }).map((file) => file.replaceAll('\\', '/')),
  );
  let bytes = 0;
  const files = names.sort().map((name) => {
    const content = readFileSync(join(folder, name));
    bytes += content.length;
    const digest = createHash('sha256').update(content).digest('base64');
    return {
      url: `${base}${name.replace(/(^|\/)index\.html$/, '$1')}`,
      revision: NAMED_BY_CONTENT.test(name) ? null : digest.slice(0, 16),
      integrity: `sha256-${digest}`,
    };
  });
  return { files, bytes };
}

/** Without what nothing names: fonts whose rules were purged, scripts of pages that are left out. */
function onlyNamed(folder: string, names: readonly string[]): string[] {
  const said = names
    .filter((name) => TEXT.test(name))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/[\w.-]+\.(?:js|css|woff2)\b/g) ?? []);
  const named = new Set(said);
  return names.filter((name) => {
    const [, own] = NAMED_BY_OTHERS.exec(name) ?? [];
    return own === undefined || named.has(own);
  });
}
