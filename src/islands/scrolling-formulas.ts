/**
 * Lets the keyboard reach formulas that are wider than the page, and only those: they scroll inside
 * themselves. Called once a page; keeps up with its width.
 */
export function makeScrollersFocusable(): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth;
      if (!scrolls) {
        for (const name of ['tabindex', 'role', 'aria-label']) target.removeAttribute(name);
        continue;
      }
      target.setAttribute('tabindex', '0');
      target.setAttribute('role', 'group');
      target.setAttribute('aria-label', 'Formula, wider than the page');
    }
  });
  for (const formula of document.querySelectorAll('.katex-display, .ledger-statement'))
    observer.observe(formula);
}
