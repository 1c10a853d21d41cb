import type { ClientDirective } from 'astro';
import { keepActions } from './kept-actions.ts';
import { ASKED, WAKE } from './wake.ts';

/** A reader's first signs of interest in a card or a figure; what is asked of an island tells of it too. */
const SIGNS = [WAKE, ASKED, 'pointerover', 'touchstart', 'focusin'];
const RETRY_MS = 1_000;

const woken = new WeakSet<Element>();

/**
 * `client:interest`: an island starts when a reader turns to its card or figure, or comes by a link to its settings.
 * Until then a page loads nothing for it. What a reader does with it before it says `data-ready` is kept, and done then.
 */
const interest: ClientDirective = async (load, _options, island) => {
  // Else it is asked for again, since its code did not come.
  if (!woken.has(island)) {
    attend(island);
    await interestIn(island.closest<HTMLElement>('[data-claim], [data-figure]') ?? island);
    woken.add(island);
  }
  const [hydrate, props] = await Promise.all([load(), fetchProps(island)]);
  // Astro starts an island whose properties change.
  if (props === null) await hydrate();
  else island.setAttribute('props', props);
};

export default interest;

/** Makes an island one that can be used at once, though not yet answered by. */
function attend(island: HTMLElement): void {
  // They are off for readers without scripts.
  for (const fieldset of island.querySelectorAll('fieldset')) fieldset.disabled = false;
  const repeat = keepActions(island, () => island.dispatchEvent(new Event(ASKED, { bubbles: true })));
  const observer = new MutationObserver(() => {
    if (!island.querySelector('[data-ready]')) return;
    observer.disconnect();
    repeat();
  });
  observer.observe(island, { attributeFilter: ['data-ready'], subtree: true });
}

function interestIn(place: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      for (const sign of SIGNS) place.removeEventListener(sign, settle, true);
      removeEventListener('hashchange', settleIfMeant);
      resolve();
    };
    const settleIfMeant = () => isMeant(place) && settle();
    for (const sign of SIGNS) place.addEventListener(sign, settle, { capture: true, passive: true });
    addEventListener('hashchange', settleIfMeant);
    settleIfMeant();
  });
}

/** True where the address holds settings: of this figure, or of the claim whose page this is. */
function isMeant({ id, dataset }: HTMLElement): boolean {
  const { hash } = location;
  return dataset.figure ? hash.startsWith(`#${id}:`) : hash.includes('=') && !hash.startsWith('#figure-');
}

/** The properties of an island whose page does not carry them (slim-site.ts), or null. */
async function fetchProps({ dataset }: HTMLElement): Promise<string | null> {
  const { props } = dataset;
  if (!props) return null;
  const get = async () => {
    const response = await fetch(props);
    if (!response.ok) throw new Error(`${props}: ${response.status}`);
    return response.text();
  };
  // As often as Astro asks for scripts.
  return get().catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    return get();
  });
}
