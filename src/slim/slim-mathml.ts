/** What KaTeX hides a formula's MathML in. */
const HIDDEN = /<span class="katex-mathml"><math([^>]*)>([\s\S]*?)<\/math><\/span>/g;
const ROW = { begins: '<mrow>', ends: '</mrow>' };

/**
 * A page's MathML in two elements fewer for each formula: it is hidden itself, and `math` is the row that
 * stood in it.
 * @param html a whole page or a part, the LaTeX of its formulas taken out.
 */
export function slimMathml(html: string): string {
  return html.replaceAll(
    HIDDEN,
    (_, attributes: string, inner: string) =>
      `<math class="katex-mathml"${attributes}>${isOneRow(inner) ? inner.slice(ROW.begins.length, -ROW.ends.length) : inner}</math>`,
  );
}

/** True where a row is all that there is, not the first of several. */
function isOneRow(mathml: string): boolean {
  if (!mathml.startsWith(ROW.begins)) return false;
  let depth = 0;
  for (const tag of mathml.matchAll(/<(\/?)mrow\b[^>]*>/g)) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return tag.index + ROW.ends.length === mathml.length;
  }
  return false;
}
