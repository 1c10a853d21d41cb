import { copyText, TOLD_MS } from './hand-over.ts';

let menu: HTMLElement | null = null;
let told: HTMLElement | null = null;

/**
 * Offers a formula as LaTeX and as MathML, in a small popover beside the button that asked for it.
 * @param place its place among the page's formulas that can be copied.
 */
export function openFormulaMenu(button: HTMLButtonElement, formula: HTMLElement, place: number): void {
  menu?.remove();
  menu = document.createElement('div');
  menu.className = 'formula-menu not-content';
  menu.popover = 'auto';
  menu.role = 'dialog';
  menu.ariaLabel = 'Copy formula as';
  const latex = latexOf(formula, place);
  // Told of when it is chosen.
  latex.catch(() => {});
  menu.append(choice('LaTeX', button, latex), choice('MathML', button, Promise.resolve(mathmlOf(formula))));
  button.after(menu);
  menu.showPopover();
  placeBelow(button, menu);
  menu.querySelector('button')?.focus();
}

function choice(name: string, button: HTMLButtonElement, text: Promise<string>): HTMLButtonElement {
  const item = document.createElement('button');
  Object.assign(item, { type: 'button', className: 'button', textContent: name });
  item.addEventListener('click', async () => {
    menu?.hidePopover();
    button.focus();
    const copy = await text.catch(() => null);
    if (copy === null) {
      say(button, 'Offline: not copied');
      return;
    }
    const copied = await copyText(copy);
    if (!copied) prompt(`Copy this ${name}`, copy);
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

/**
 * A formula's LaTeX: it stands in its MathML, or where slim-annotations.ts has taken it out in a file.
 * @throws where that cannot be fetched.
 */
async function latexOf(formula: HTMLElement, place: number): Promise<string> {
  const [file, page = ''] = document.documentElement.dataset.latex?.split('#') ?? [];
  if (!file) return formula.querySelector('annotation')?.textContent?.trim() ?? '';
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return (await response.json())[page][place];
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
