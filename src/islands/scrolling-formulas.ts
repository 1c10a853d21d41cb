const FORMULAS = '.katex-display, .ledger-statement';

/**
 * Formulas and drawings that are wider than the page scroll inside themselves. They say on which side there is
 * more of them (`data-more`), and the keyboard reaches such formulas; a drawing it reaches by its links. Called once
 * a page; keeps up with its width, and with the fonts that change theirs.
 */
export function makeScrollersFocusable(): void {
  const formulas = document.querySelectorAll(FORMULAS);
  const observer = new ResizeObserver((entries) => markWhereTheyScroll(entries.map(({ target }) => target)));
  // What is skipped (far.css) has no width to compare; it may have once it is near.
  document.addEventListener('contentvisibilityautostatechange', ({ target }) => {
    if (target instanceof Element && target.matches(FORMULAS)) markWhereTheyScroll([target]);
  });
  for (const scroller of [...formulas, ...document.querySelectorAll('.graph')]) {
    observer.observe(scroller);
    scroller.addEventListener('scroll', () => sayWhatIsHidden(scroller, widthsOf(scroller)), {
      passive: true,
    });
  }
  document.fonts.addEventListener('loadingdone', () => markWhereTheyScroll([...formulas]));
}

/** Lengths in CSS pixels. */
interface Widths {
  readonly left: number;
  readonly whole: number;
  readonly shown: number;
}

function widthsOf({ scrollLeft, scrollWidth, clientWidth }: Element): Widths {
  return { left: scrollLeft, whole: scrollWidth, shown: clientWidth };
}

function markWhereTheyScroll(all: readonly Element[]): void {
  const formulas = all.filter(isLaidOut);
  // All are measured before one is marked: a mark makes the browser lay the page out again for the next measurement.
  const widths = formulas.map(widthsOf);
  formulas.forEach((formula, i) => {
    mark(formula, widths[i] as Widths);
  });
}

/** False where the browser skips what stands in a formula: to measure it would have it laid out. */
function isLaidOut({ firstElementChild: inside }: Element): boolean {
  // Browsers that skip nothing may not know of it.
  return inside?.checkVisibility?.({ contentVisibilityAuto: true }) ?? true;
}

function mark(formula: Element, widths: Widths): void {
  sayWhatIsHidden(formula, widths);
  if (formula.matches('.graph')) return;
  if (widths.whole <= widths.shown) {
    for (const name of ['tabindex', 'role', 'aria-label']) formula.removeAttribute(name);
    return;
  }
  formula.setAttribute('tabindex', '0');
  formula.setAttribute('role', 'group');
  formula.setAttribute('aria-label', 'Formula, wider than the page');
}

/** A pixel more or less is the browser's own rounding. */
function sayWhatIsHidden(formula: Element, { left, whole, shown }: Widths): void {
  const sides = [...(left > 1 ? ['start'] : []), ...(left + shown < whole - 1 ? ['end'] : [])];
  if (sides.length > 0) formula.setAttribute('data-more', sides.join(' '));
  else formula.removeAttribute('data-more');
}
