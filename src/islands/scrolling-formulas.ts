/**
 * Lets the keyboard reach formulas that are wider than the page, and only those: they scroll inside
 * themselves. Called once a page; keeps up with its width, and with the fonts that change theirs.
 */
export function makeScrollersFocusable(): void {
  const formulas = document.querySelectorAll('.katex-display, .ledger-statement');
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) markWhereItScrolls(target);
  });
  for (const formula of formulas) observer.observe(formula);
  document.fonts.addEventListener('loadingdone', () => formulas.forEach(markWhereItScrolls));
}

function markWhereItScrolls(formula: Element): void {
  if (formula.scrollWidth <= formula.clientWidth) {
    for (const name of ['tabindex', 'role', 'aria-label']) formula.removeAttribute(name);
    return;
  }
  formula.setAttribute('tabindex', '0');
  formula.setAttribute('role', 'group');
  formula.setAttribute('aria-label', 'Formula, wider than the page');
}
