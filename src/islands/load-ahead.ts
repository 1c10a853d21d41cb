import { siteHref } from '../evidence/hrefs.ts';
import { mayLoadAhead } from './connection.ts';
import { wake } from './wake.ts';

/** The scripts, by their names in `_astro/`, that a verification or a figure loads in its worker. */
export interface LoadAheadList {
  readonly worker: readonly string[];
  readonly backends: Readonly<Record<string, readonly string[]>>;
  readonly claims: Readonly<Record<string, readonly string[]>>;
  readonly figures: Readonly<Record<string, readonly string[]>>;
}

/** A pointer that passes by, or a card that is scrolled past, fetches nothing. */
const HOVER_MS = 80;
const SEEN_MS = 400;
/** What leads on, and what is run. */
const LINK = 'a[href]';
const RUNNABLE = '[data-claim], [data-figure]';
const VERIFY = '.button-primary';

const asked = new Set<string>();
let list: Promise<LoadAheadList | null> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Fetches, at low priority, what a reader is about to ask for: the page of a link that is pointed at or has the
 * focus, the next page as its link comes into view, and the scripts of a claim or figure at hand. Rehearses
 * a claim when a reader comes to the button that verifies it.
 * @param first what the reader did first.
 */
export function loadAhead(first: Event): void {
  for (const type of ['pointerover', 'focusin'] as const)
    document.addEventListener(type, approach, { passive: true });
  approach(first);
  watch();
}

function approach({ target }: Event): void {
  clearTimeout(timer);
  if (!(target instanceof Element)) return;
  const element = target.closest(`${LINK}, ${RUNNABLE}`);
  if (!element) return;
  timer = setTimeout(() => {
    fetchFor(element);
    const { claim } = (element as HTMLElement).dataset;
    if (claim && target.closest(VERIFY)) prepare(claim);
  }, HOVER_MS);
}

/** Rehearses a claim that is about to be verified. */
async function prepare(claim: string): Promise<void> {
  if (!mayLoadAhead()) return;
  try {
    (await import('../runtime/page-client.ts')).pageClient().prepare(claim);
  } catch {
    // The press asks for the same, and says what is wrong.
  }
}

/** Waits until cards, figures and the link to the next page have been in view for a moment. */
function watch(): void {
  const timers = new Map<Element, ReturnType<typeof setTimeout>>();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target));
      if (!isIntersecting) continue;
      timers.set(
        target,
        setTimeout(() => {
          if (!mayLoadAhead()) return;
          observer.unobserve(target);
          fetchFor(target);
        }, SEEN_MS),
      );
    }
  });
  for (const element of document.querySelectorAll(`${RUNNABLE}, a[rel="next"]`)) observer.observe(element);
}

async function fetchFor(element: Element): Promise<void> {
  if (!mayLoadAhead()) return;
  if (element instanceof HTMLAnchorElement) return fetchPage(element);
  wake(element);
  const { claim, figure } = (element as HTMLElement).dataset;
  list ??= fetchList();
  const names = await list;
  if (!names) {
    // Perhaps the connection comes back.
    list = undefined;
    return;
  }
  const own = (claim ? names.claims[claim] : undefined) ?? (figure ? names.figures[figure] : undefined) ?? [];
  // Charts that come from a file, as measurements do, run nothing.
  if (own.length === 0) return;
  for (const name of [...names.worker, ...(names.backends[backendAtHand(names)] ?? []), ...own])
    prefetch(siteHref(`/_astro/${name}`));
  // The page's own half: small, and the browser compiles it.
  await Promise.all([
    import('../runtime/page-client.ts'),
    figure ? import('./figures/draw-chart.ts') : null,
  ]).catch(() => null);
}

/** The backend that will most likely be opened; another is fetched when it is. */
function backendAtHand({ backends }: LoadAheadList): string {
  const forced = new URLSearchParams(location.search).get('backend');
  // Whatever the address says: what it names and there is not is not opened either.
  if (forced && Object.hasOwn(backends, forced)) return forced;
  return 'gpu' in navigator ? 'webgpu' : 'webgl';
}

function fetchPage({ href, origin, pathname, download }: HTMLAnchorElement): void {
  if (origin === location.origin && pathname !== location.pathname && !download)
    prefetch(href.replace(/#.*/, ''));
}

async function fetchList(): Promise<LoadAheadList | null> {
  try {
    const response = await fetch(siteHref('/load-ahead.json'), { priority: 'low' });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

function prefetch(href: string): void {
  if (asked.has(href)) return;
  asked.add(href);
  // Not by a link: Firefox holds `prefetch` to default-src, which allows nothing. What is read to its end is in the
  // browser's cache.
  fetch(href, { priority: 'low' })
    .then((response) => response.arrayBuffer())
    .catch(() => asked.delete(href));
}
