import { idle } from './idle.ts';

/**
 * Puts a button beside each formula on lines of its own that copies it. What it opens is fetched at
 * the first press. One after another: each has its formula laid out again, which together would hold up a page that
 * has just come.
 */
export async function offerFormulaCopies(): Promise<void> {
  if (!('popover' in HTMLElement.prototype)) return;
  for (const [i, formula] of document.querySelectorAll<HTMLElement>('.formula').entries()) {
    await idle();
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', className: 'formula-copy', textContent: 'Copy' });
    button.setAttribute('aria-label', 'Copy formula');
    button.setAttribute('aria-haspopup', 'dialog');
    button.addEventListener('click', () => open(button, formula, i));
    formula.append(button);
  }
}

async function open(button: HTMLButtonElement, formula: HTMLElement, place: number): Promise<void> {
  try {
    (await import('./formula-menu.ts')).openFormulaMenu(button, formula, place);
  } catch {
    // Without a connection what copies cannot be fetched: the button says so, and in Chromium may be tried again. Other
    // browsers remember it until the page is loaded anew.
    button.textContent = 'Offline: not copied';
  }
}
