import { pageAt } from './fetched-pages.ts';
import { previewOfClaim } from './preview-of-claim.ts';

/** A pointer that only passes by opens nothing; one that leaves has time to reach the preview. */
const OPEN_MS = 200;
const CLOSE_MS = 250;
const MARGIN_PX = 8;

let box: HTMLElement | null = null;
let shownFor: HTMLAnchorElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** A reader points at a link, or has reached it by keyboard. */
export function approach(link: HTMLAnchorElement, byKeyboard: boolean): void {
  // Each time: who comes back before the preview has closed must be able to leave again.
  for (const type of ['pointerleave', 'blur']) link.addEventListener(type, leave);
  if (link === shownFor) clearTimeout(timer);
  else later(byKeyboard ? 0 : OPEN_MS, () => show(link));
}

function leave(): void {
  later(CLOSE_MS, hide);
}

async function show(link: HTMLAnchorElement): Promise<void> {
  hide();
  const content = await contentOf(link);
  // A claim's preview may arrive when its reader has gone on.
  if (!content || !(link.matches(':hover') || link === document.activeElement)) return;
  // So may that of another link, which has the focus still.
  hide();
  shownFor = link;
  box ??= makeBox();
  box.replaceChildren(content);
  // Within an island it would be taken out when the island hydrates.
  (link.closest('astro-island') ?? link).after(box);
  box.showPopover();
  follow();
  link.setAttribute('aria-describedby', box.id);
}

function hide(): void {
  clearTimeout(timer);
  shownFor?.removeAttribute('aria-describedby');
  shownFor = null;
  if (box?.isConnected) box.hidePopover();
}

/** What is shown of the thing that a link leads to; null where there is nothing to be had. */
function contentOf(link: HTMLAnchorElement): Promise<Node | null> | Node | null {
  switch (link.dataset.preview) {
    case 'claim':
      return previewOfClaim(link.href);
    case 'equation': {
      const equation = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return copyOf(equation?.querySelector('.katex-display'));
    }
    default: {
      const beside = link.parentElement?.querySelector('.preview');
      return beside ? copyOf(beside) : definitionAt(link);
    }
  }
}

/** What another page says at the place that a link leads to: a card's words have no preview beside them. */
async function definitionAt({ href, hash }: HTMLAnchorElement): Promise<Node | null> {
  const place = (await pageAt(href))?.getElementById(decodeURIComponent(hash.slice(1)));
  if (!place) return null;
  const copy = document.importNode(place, true);
  copy.removeAttribute('id');
  return copy;
}

function copyOf(element: Element | null | undefined): Node | null {
  const copy = document.createDocumentFragment();
  const nodes = element?.matches('.preview') ? element.childNodes : element ? [element] : [];
  for (const node of nodes) copy.append(node.cloneNode(true));
  return nodes.length > 0 ? copy : null;
}

function makeBox(): HTMLElement {
  const made = document.createElement('span');
  made.id = 'preview-box';
  made.className = 'preview-box not-content';
  made.role = 'tooltip';
  made.popover = 'manual';
  made.addEventListener('pointerenter', () => clearTimeout(timer));
  made.addEventListener('pointerleave', leave);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
  // A link reached by keyboard scrolls into view when its preview may be there already.
  document.addEventListener('scroll', follow, { passive: true, capture: true });
  return made;
}

function follow(): void {
  if (box?.isConnected && shownFor)
    place(box, shownFor.getClientRects()[0] ?? shownFor.getBoundingClientRect());
}

/** Below its link where there is room, else above; never beyond the window's edges. */
function place(preview: HTMLElement, link: DOMRect): void {
  const { width, height } = preview.getBoundingClientRect();
  const fitsBelow = link.bottom + height + MARGIN_PX <= innerHeight;
  preview.style.top = `${fitsBelow ? link.bottom : Math.max(MARGIN_PX, link.top - height)}px`;
  preview.style.left = `${Math.max(MARGIN_PX, Math.min(link.left, innerWidth - width - MARGIN_PX))}px`;
}

function later(ms: number, act: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(act, ms);
}
