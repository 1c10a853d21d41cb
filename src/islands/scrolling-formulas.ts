/**
 * Lets the keyboard reach formulas that are wider than the page, and only those: they scroll inside
 * themselves, and say on which side there is more of them (`data-more`). Called once a page; keeps up with its
 * width, and with the fonts that change theirs.
 */
export function makeScrollersFocusable(): void {
  const formulas = document.querySelectorAll('.katex-display, .ledger-statement');
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) markWhereItScrolls(target);
  });
  for (const formula of formulas) {
    observer.observe(formula);
    formula.addEventListener('scroll', () => sayWhatIsHidden(formula), { passive: true });
  }
  document.fonts.addEventListener('loadingdone', () => formulas.forEach(markWhereItScrolls));
}

function markWhereItScrolls(formula: Element): void {
  sayWhatIsHidden(formula);
  if (formula.scrollWidth <= formula.clientWidth) {
    for (const name of ['tabindex', 'role', 'aria-label']) formula.removeAttribute(name);
    return;
  }
  formula.setAttribute('tabindex', '0');
  formula.setAttribute('role', 'group');
  formula.setAttribute('aria-label', 'Formula, wider than the page');
}

/** A pixel more or less is the browser's own rounding. */
function sayWhatIsHidden(formula: Element): void {
  const { scrollLeft, scrollWidth, clientWidth } = formula;
  const sides = [
    ...(scrollLeft > 1 ? ['start'] : []),
    ...(scrollLeft + clientWidth < scrollWidth - 1 ? ['end'] : []),
  ];
  if (sides.length > 0) formula.setAttribute('data-more', sides.join(' '));
  else formula.removeAttribute('data-more');
}
