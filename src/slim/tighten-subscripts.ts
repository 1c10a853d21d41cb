/**
 * What stands between a coloured symbol and its subscript: the symbol's italic correction, and the subscript's place
 * without it. MDX leaves out the last semicolon of a style. KaTeX takes the correction back where the base is a symbol, and one in a class of its own is none to it.
 */
const CORRECTED =
  /(<span class="enclosing term-[^"]*"><span class="mord mathnormal" style="margin-right:([\d.]+em);?">[^<]*<\/span><\/span><span class="msupsub"><span class="vlist-t vlist-t2"><span class="vlist-r"><span class="vlist" style="[^"]*"><span style="top:[^;"]*;)(?=margin-right:)/g;

/**
 * Formulas of a page with the subscripts of coloured symbols as near to them as those of others.
 * @param html a whole page or a part, as KaTeX wrote it.
 */
export function tightenSubscripts(html: string): string {
  return html.replace(CORRECTED, '$1margin-left:-$2;');
}
