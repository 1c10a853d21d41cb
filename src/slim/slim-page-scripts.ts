import { minifySync } from 'vite';

/** Scripts in a page itself, and no data: those have a type. */
const INLINE = /(<script(?: aria-hidden="true")?>)([\s\S]*?)(<\/script>)/g;
const MODULE = /<script type="module" src="([^"]*\/)([^"/]+)"><\/script>/g;
/** All that is left of a script whose code is in a chunk that all pages share. */
const FACADE = /^import\s*["'`]\.\/([^"'`]+)["'`];?\s*$/;

const known = new Map<string, string>();

/**
 * A page whose scripts do the same in fewer characters and requests: Astro leaves inline scripts as they are, and asks for
 * a script of its own for each component that has one.
 * @param read the text of a script by its address.
 */
export function slimScripts(html: string, read: (src: string) => string): string {
  const asked = new Set<string>();
  return html
    .replace(INLINE, (_, open: string, code: string, close: string) => open + minified(code) + close)
    .replace(MODULE, (_, folder: string, name: string) => {
      const src = folder + (FACADE.exec(read(folder + name))?.[1] ?? name);
      if (asked.has(src)) return '';
      asked.add(src);
      return `<script type="module" src="${src}"></script>`;
    });
}

const CLASSIC = String.raw`<script>(?:(?!</script>)[\s\S])*</script>`;
/** An inline script, and the modules between it and the next: those run later, wherever they stand. */
const SEPARATED = new RegExp(
  String.raw`(${CLASSIC})((?:<script type="module" src="[^"]*"></script>)+)(?=<script>)`,
  'g',
);
const ROW = new RegExp(`(?:${CLASSIC}){2,}`, 'g');

/** A page whose inline scripts that follow one another are one: the policy has a hash for each, which does not compress. */
export function joinScripts(html: string): string {
  return html.replace(SEPARATED, '$2$1').replace(ROW, (row) => row.replace(/;?<\/script><script>/g, ';'));
}

/** @throws {Error} where it is no script. */
function minified(code: string): string {
  const before = known.get(code);
  if (before !== undefined) return before;
  const { code: short, errors } = minifySync('inline.js', code);
  if (errors.length > 0) throw new Error(`An inline script cannot be read: ${errors[0]?.message}`);
  known.set(code, short.trim());
  return short.trim();
}
