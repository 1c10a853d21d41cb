import type { ClientDirective } from 'astro';
import { keepActions } from './kept-actions.ts';
import { ASKED, WAKE } from './wake.ts';

/** A reader's first signs of interest in a card or a figure; what is asked of an island tells of it too. */
const SIGNS = [WAKE, ASKED, 'pointerover', 'touchstart', 'focusin'];
const RETRY_MS = 1_000;

type Startable = HTMLElement & { start?: () => void };

const interests = new WeakMap<Element, Promise<void>>();

/**
 * `client:interest`: an island starts when a reader turns to its card or figure, or comes by a link to its settings.
 * Until then a page loads nothing for it. What a reader does with it before it says `data-ready` is kept, and done then.
 */
const interest: ClientDirective = async (load, _options, island) => {
  await interestOf(island);
  const [hydrate, props] = await Promise.all([load(), fetchProps(island)]);
  // Astro starts an island whose properties change.
  if (props === null) await hydrate();
  else island.setAttribute('props', props);
};

export default interest;

// Where a page leaves Astro's own element for islands to be fetched: slim-islands.ts.
const { islands } = document.documentElement.dataset;
if (islands)
  document.addEventListener(
    'readystatechange',
    () => {
      for (const island of document.querySelectorAll<HTMLElement>('astro-island'))
        interestOf(island).then(() => fetchElement(island, islands));
    },
    { once: true },
  );

/** Makes every island of the page one of Astro's, which starts those that have their readers' interest. */
async function fetchElement(island: Startable, address: string): Promise<void> {
  // Astro asks for these as well, and again where they did not come.
  for (const name of ['component-url', 'renderer-url'])
    import(/* @vite-ignore */ island.getAttribute(name) ?? '').catch(() => {});
  try {
    await import(/* @vite-ignore */ address);
  } catch {
    // What tells of it starts the island again: until it is Astro's, it has no other way to.
    island.start = () => {
      delete island.start;
      // By then another island's try may have made it Astro's.
      if (customElements.get('astro-island')) (island as Startable).start?.();
      else fetchElement(island, address.replace(/(?:\?.*)?$/, `?again=${Date.now()}`));
    };
    island.dispatchEvent(new CustomEvent('astro:hydration-error', { bubbles: true }));
  }
}

/** Waits for a reader's interest, at once where there was some: an island whose code did not come is asked for again. */
function interestOf(island: HTMLElement): Promise<void> {
  let waiting = interests.get(island);
  if (!waiting) {
    attend(island);
    waiting = interestIn(island.closest<HTMLElement>('[data-claim], [data-figure]') ?? island);
    interests.set(island, waiting);
  }
  return waiting;
}

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
