import type { InlineCode } from './inline-code.ts';

/**
 * What a page may load and run, said once: the meta tag of each page and the header are made of it.
 *
 * Astro's own `security.csp` is not used: it hashes no script that a theme marks `is:inline`, as Starlight
 * does five, puts its tag after them, and writes no headers for a static host.
 */
function directivesFor({ scripts, styles }: InlineCode): Readonly<Record<string, readonly string[]>> {
  return {
    'default-src': ["'none'"],
    // WebAssembly may be compiled, for training on the CPU and for the search's index; JavaScript may not be made of text.
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...scripts],
    'worker-src': ["'self'"],
    'connect-src': ["'self'"],
    'style-src': ["'self'", ...styles],
    // KaTeX places each part of a formula by a `style` attribute; such an attribute runs nothing and loads nothing.
    'style-src-attr': ["'unsafe-inline'"],
    // Starlight's and Pagefind's style sheets draw their icons as `data:` addresses.
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'base-uri': ["'none'"],
    // The search's form is answered by a script and sent nowhere.
    'form-action': ["'none'"],
    'object-src': ["'none'"],
    // Text becomes HTML, a script's address or a worker's only by one of two policies (guard-sinks.ts, fetched-pages.ts).
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['default', 'own-page'],
  };
}

/** The policy as a page's meta tag has it. */
export function metaPolicy(code: InlineCode): string {
  return written(directivesFor(code));
}

/** The policy as a header: nobody may frame the site besides, which a tag cannot say. */
export function headerPolicy(code: InlineCode): string {
  return written({ ...directivesFor(code), 'frame-ancestors': ["'none'"] });
}

function written(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}
