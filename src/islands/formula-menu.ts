import { copyText } from './hand-over.ts';

/** How long the button says what was copied. */
const TOLD_MS = 2_500;

let menu: HTMLElement | null = null;
let told: HTMLElement | null = null;

/** Offers a formula as LaTeX and as MathML, in a small popover beside the button that asked for it. */
export function openFormulaMenu(button: HTMLButtonElement, formula: HTMLElement): void {
  menu?.remove();
  menu = document.createElement('div');
  menu.className = 'formula-menu not-content';
  menu.popover = 'auto';
  menu.role = 'dialog';
  menu.ariaLabel = 'Copy formula as';
  menu.append(
    choice('LaTeX', button, () => latexOf(formula)),
    choice('MathML', button, () => mathmlOf(formula)),
  );
  button.after(menu);
  menu.showPopover();
  placeBelow(button, menu);
  menu.querySelector('button')?.focus();
}

function choice(name: string, button: HTMLButtonElement, text: () => string): HTMLButtonElement {
  const item = document.createElement('button');
  Object.assign(item, { type: 'button', className: 'button', textContent: name });
  item.addEventListener('click', async () => {
    menu?.hidePopover();
    button.focus();
    const copied = await copyText(text());
    if (!copied) prompt(`Copy this ${name}`, text());
    say(button, copied ? `${name} copied` : 'Copy');
  });
  return item;
}

/** Shown on the button, and announced. */
function say(button: HTMLButtonElement, words: string): void {
  if (!told) {
    told = document.createElement('p');
    told.className = 'sr-only';
    told.role = 'status';
    document.body.append(told);
  }
  told.textContent = words === 'Copy' ? '' : words;
  button.textContent = words;
  setTimeout(() => {
    button.textContent = 'Copy';
  }, TOLD_MS);
}

/** The LaTeX that stands in a formula's MathML. */
export function latexOf(formula: HTMLElement): string {
  return formula.querySelector('annotation')?.textContent?.trim() ?? '';
}

/** A formula's MathML, without what only this site's style sheet understands. */
export function mathmlOf(formula: HTMLElement): string {
  const math = formula.querySelector('math')?.cloneNode(true) as Element | undefined;
  if (!math) return '';
  for (const element of [math, ...math.querySelectorAll('*')])
    for (const name of ['class', 'style', 'id']) element.removeAttribute(name);
  return new XMLSerializer().serializeToString(math);
}

function placeBelow(button: HTMLElement, popover: HTMLElement): void {
  const { bottom, right } = button.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const top = bottom + height > innerHeight ? bottom - button.offsetHeight - height : bottom;
  popover.style.top = `${top}px`;
  popover.style.left = `${Math.max(8, Math.min(right - width, innerWidth - width - 8))}px`;
}
