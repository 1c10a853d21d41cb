import { nearestPages, wordsOf } from './nearest-pages.ts';

/**
 * On the page for addresses that lead nowhere: offers the pages whose names are nearest to what was
 * asked for, and a search for its words. What was asked for is shown as text and never as HTML. Until it has, the page
 * keeps its list of all pages back for a while, so that nothing moves under a finger.
 */
export function suggestPages(): void {
  const place = document.querySelector<HTMLElement>('[data-nearest-pages]');
  if (!place) return;
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-all-pages] a')];
  const pages = links.map(({ pathname, textContent }) => ({ path: pathname, title: textContent ?? '' }));
  const nearest = nearestPages(location.pathname, pages, import.meta.env.BASE_URL);
  if (nearest.length > 0) place.append(paragraph('Did you mean'), listOf(nearest));
  const words = wordsOf(location.pathname, import.meta.env.BASE_URL);
  if (words !== '') place.append(searchButton(words));
  // A list that readers see by now stays where it is: what is offered comes after it.
  const list = document.querySelector('[data-all-pages]');
  if (list && getComputedStyle(list).visibility === 'visible') list.after(place);
  place.dataset.nearestPages = 'sought';
}

function paragraph(text: string): HTMLElement {
  return Object.assign(document.createElement('p'), { textContent: text });
}

function listOf(pages: readonly { path: string; title: string }[]): HTMLElement {
  const list = document.createElement('ul');
  for (const { path, title } of pages) {
    const item = document.createElement('li');
    item.append(Object.assign(document.createElement('a'), { href: path, textContent: title }));
    list.append(item);
  }
  return list;
}

function searchButton(words: string): HTMLElement {
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button',
    textContent: `Search for “${words}”`,
  });
  button.addEventListener('click', (event) => {
    // The search closes itself at any click beside it, and this one is.
    event.stopPropagation();
    search(words);
  });
  return button;
}

/** Opens the site's search, which is fetched only then, and asks it for these words. */
function search(words: string): void {
  const box = document.querySelector('site-search');
  const ask = () => {
    const input = box?.querySelector<HTMLInputElement>('input');
    if (!input) return false;
    input.value = words;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return true;
  };
  box?.querySelector<HTMLElement>('[data-open-modal]')?.click();
  if (!box || ask()) return;
  const observer = new MutationObserver(() => ask() && observer.disconnect());
  observer.observe(box, { childList: true, subtree: true });
}
