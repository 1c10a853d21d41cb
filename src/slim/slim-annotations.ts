import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

/** A formula's MathML with its LaTeX, behind the beginning of the element whose button copies it, if it stands in one. */
const ANNOTATED =
  /(class="(?:[^"]* )?formula"[^>]*>(?:<[^>]*>)*)?<semantics>((?:(?!<semantics>)[\s\S])*?)<annotation[^>]*>([^<]*)<\/annotation><\/semantics>/g;
const COPIED = /\sclass="(?:[^"]* )?formula(?: [^"]*)?"/g;

/**
 * Takes the LaTeX out of a page's MathML: no browser and no screen reader says it.
 * @returns the page, and the LaTeX of those formulas that have a button to copy them (src/islands/copy-formulas.ts), in
 * the order of the page: the button fetches it.
 * @throws {Error} where such a formula has none.
 */
export function slimAnnotations(html: string): { readonly html: string; readonly latex: readonly string[] } {
  const latex: string[] = [];
  const slim = html.replace(ANNOTATED, (_, copied: string | undefined, math: string, source: string) => {
    if (copied) latex.push(textOf(source));
    return (copied ?? '') + math;
  });
  const wanted = html.match(COPIED)?.length ?? 0;
  if (latex.length !== wanted)
    throw new Error(`${wanted} formulas of a page are to be copied, and ${latex.length} have their LaTeX.`);
  return { html: slim, latex };
}

function textOf(source: string): string {
  const [text] = parseFragment(source).childNodes as DefaultTreeAdapterTypes.TextNode[];
  return text?.value.trim() ?? '';
}
