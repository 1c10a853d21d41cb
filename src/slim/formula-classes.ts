/** A place in a formula: one that slim-formulas.ts wrote, and a base with the strut that makes its height. */
const STYLED =
  /<(\w+)(?: class="([^"]*)")? style="((?:(?:height|width|min-width|vertical-align|top|margin|margin-left|margin-right|padding-left):[-\d. em]+em;?)+)"/g;
const STRUT = /<span class="katex-base"><span class="katex-strut" style="([^"]*)"><\/span>/g;

/** What occurs less often costs more as a rule. */
const OFTEN = 25;

/** Classes for the places that formulas have most often, of a whole site. */
export interface FormulaClasses {
  /** By style. */
  readonly places: ReadonlyMap<string, string>;
  /** By the strut's style. */
  readonly bases: ReadonlyMap<string, string>;
  readonly css: string;
}

/** @param pages all pages of a site, their formulas slim. */
export function classesFor(pages: readonly string[]): FormulaClasses {
  const often = (found: (page: string) => string[], prefix: string) => {
    const counts = new Map<string, number>();
    for (const style of pages.flatMap(found)) counts.set(style, (counts.get(style) ?? 0) + 1);
    const styles = [...counts].filter(([, count]) => count >= OFTEN).map(([style]) => style);
    return new Map(styles.sort().map((style, i) => [style, prefix + i.toString(36)]));
  };
  const bases = often((page) => [...page.matchAll(STRUT)].map(([, style = '']) => style), 'h');
  const places = often(
    (page) => [...page.replaceAll(STRUT, '').matchAll(STYLED)].map(([, , , style = '']) => style),
    'k',
  );
  const rules = [
    ...[...bases].map(([style, name]) => `.${name}:before{${style}}`),
    ...[...places].map(([style, name]) => `.katex .${name}{${style}}`),
  ];
  const strut = bases.size > 0 ? `.katex-base[class*=" "]:before{content:"";display:inline-block}` : '';
  return { places, bases, css: strut + rules.join('') };
}

/** Has the classes say what the styles of a page's formulas say. */
export function nameStyles(html: string, { places, bases }: FormulaClasses): string {
  return html
    .replace(STRUT, (whole, style: string) =>
      bases.has(style) ? `<span class="katex-base ${bases.get(style)}">` : whole,
    )
    .replace(STYLED, (whole, tag: string, classes: string | undefined, style: string) =>
      places.has(style) ? `<${tag} class="${classes ? `${classes} ` : ''}${places.get(style)}"` : whole,
    );
}
