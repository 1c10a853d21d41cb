/**
 * Formulas and drawings that are wider than the page scroll inside themselves. They say on which side there is
 * more of them (`data-more`), and the keyboard reaches such formulas; a drawing it reaches by its links. Called once
 * a page; keeps up with its width, and with the fonts that change theirs.
 */
export function makeScrollersFocusable(): void {
  const formulas = document.querySelectorAll('.katex-display, .ledger-statement');
  const observer = new ResizeObserver((entries) => markWhereTheyScroll(entries.map(({ target }) => target)));
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

function markWhereTheyScroll(formulas: readonly Element[]): void {
  // All are measured before one is marked: a mark makes the browser lay the page out again for the next measurement.
  const widths = formulas.map(widthsOf);
  formulas.forEach((formula, i) => {
    mark(formula, widths[i] as Widths);
  });
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
