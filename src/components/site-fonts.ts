import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';
import { siteCharacters } from './site-characters.ts';

type Axes = Readonly<Record<string, number | { readonly min: number; readonly max: number }>>;

const SERIF = '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz';
const WEIGHTS = { min: 400, max: 700 };

/** The cuts that text is set in: one optical size for reading and one for titles, of the same family. */
const CUTS: Readonly<
  Record<string, { readonly from: string; readonly axes: Axes; readonly format?: 'truetype' }>
> = {
  'text.woff2': { from: `${SERIF}-normal.woff2`, axes: { opsz: 16, wght: WEIGHTS } },
  'text-italic.woff2': { from: `${SERIF}-italic.woff2`, axes: { opsz: 16, wght: 400 } },
  'title.woff2': { from: `${SERIF}-normal.woff2`, axes: { opsz: 36, wght: 600 } },
  'sans.woff2': {
    from: '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
    axes: { wght: WEIGHTS },
  },
  // Of one weight each, for the pictures that links are shown with.
  'title.ttf': { from: `${SERIF}-normal.woff2`, axes: { opsz: 36, wght: 600 }, format: 'truetype' },
  'sans.ttf': {
    from: '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
    axes: { wght: 400 },
    format: 'truetype',
  },
};

/** KaTeX's style sheet names three formats of each font, and these stand for its WOFF2. */
const OTHER_FORMATS = /,url\([^)]+\.(?:woff|ttf)\) format\("[^"]+"\)/g;

/**
 * Cuts the fonts down to the characters of this site and the axes it uses, before the build; HarfBuzz makes
 * the same bytes of the same font and characters every time. Style sheets find them under `@fonts/`, KaTeX's under their own names.
 */
export function siteFonts(): AstroIntegration {
  return {
    name: 'skip-two:site-fonts',
    hooks: {
      'astro:config:setup': async ({ config, updateConfig }) => {
        const folder = await cutFonts(fileURLToPath(config.root));
        const alias = [
          { find: /^@fonts\/(.+)$/, replacement: `${folder}/$1` },
          { find: /^fonts\/(KaTeX_[\w-]+\.woff2)$/, replacement: `${folder}/$1` },
        ];
        updateConfig({ vite: { resolve: { alias }, plugins: [onlyWoff2()] } });
      },
    },
  };
}

/** Makes each font that is not there yet, and gives the folder: a place of its own for each set of characters. */
export async function cutFonts(root: string): Promise<string> {
  const modules = join(root, 'node_modules');
  const characters = siteCharacters(root);
  const katex = globSync('katex/dist/fonts/*.woff2', { cwd: modules }).sort();
  const wanted = [
    ...Object.entries(CUTS).map(([name, cut]) => ({ name, format: 'woff2' as const, ...cut })),
    ...katex.map((from) => ({ name: basename(from), from, axes: {}, format: 'woff2' as const })),
  ].map((cut) => ({ ...cut, font: readFileSync(join(modules, cut.from)) }));
  const digest = createHash('sha256').update(characters).update(JSON.stringify(CUTS));
  for (const { font } of wanted) digest.update(font);
  const folder = join(modules, '.cache/skip-two/fonts', digest.digest('hex').slice(0, 16));
  mkdirSync(folder, { recursive: true });
  for (const { name, font, axes, format } of wanted) {
    const path = join(folder, name);
    if (existsSync(path)) continue;
    const cut = await subsetFont(font, characters, { targetFormat: format, variationAxes: axes });
    // Renamed when it is whole: another build may be looking for it.
    writeFileSync(`${path}.${process.pid}`, cut);
    renameSync(`${path}.${process.pid}`, path);
  }
  return folder.replaceAll('\\', '/');
}

/** Drops the formats of KaTeX's fonts that only browsers without WebAssembly would ask for. */
function onlyWoff2(): Plugin {
  return {
    name: 'skip-two:only-woff2',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex\.min\.css/.test(id)) return;
      if (!OTHER_FORMATS.test(code))
        throw new Error('KaTeX’s style sheet no longer names WOFF and TrueType fonts: onlyWoff2 may go.');
      return { code: code.replaceAll(OTHER_FORMATS, ''), map: null };
    },
  };
}
