import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import katex from 'katex';

/** Where the words of the site stand: articles, claims, components, islands; and the labels of the sidebar. */
const SOURCES = ['content/**/*.{mdx,bib}', 'src/**/*.{ts,tsx,astro}', 'astro.config.mjs'];

/** What the Markdown processor makes of straight quotes, hyphens and dots, and what HTML writes as an entity. */
const TYPOGRAPHY = '‘’“”–—…\u00a0';

const ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i));

/**
 * Every character that pages may show, in code point order: what stands in the sources, which is more
 * than is shown, and what KaTeX sets for each command that is
 * written there and each key of a keyboard.
 * @param root the project's root, a path.
 */
export function siteCharacters(root: string): string {
  const text = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root }))
    .sort()
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const commands = [...ASCII, ...new Set(text.match(/\\(?:[a-zA-Z]+|[^\sa-zA-Z])/g))];
  const glyphs = commands.map(glyphsOf).join('');
  return [...new Set(ASCII + TYPOGRAPHY + text + glyphs)]
    .filter((character) => character >= ' ')
    .sort()
    .join('');
}

/** What KaTeX sets for a command, alone or with arguments; nothing where it is none of TeX's. */
function glyphsOf(command: string): string {
  for (const tex of [command, `${command}{x}`, `${command}{x}{x}`, `\\left${command}x\\right.`]) {
    try {
      return katex.renderToString(tex, { output: 'html', strict: 'ignore' }).replaceAll(/<[^>]*>/g, '');
    } catch {
      // Not the number of arguments it takes.
    }
  }
  return '';
}
