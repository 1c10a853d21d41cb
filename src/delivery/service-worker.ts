import { cacheNames } from 'workbox-core';
import { getCacheKeyForURL, matchPrecache, precache } from 'workbox-precaching';
import type { KeptFile } from './kept-file.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build. */
declare const KEPT_FILES: KeptFile[];

/**
 * Keeps one build of the site, whole, and answers its pages from it and from nothing else.
 *
 * Two builds never mix: a worker belongs to one build and has its list of files, each with its hash; it is installed
 * only when it has all of them, and takes over when no page of the build before is left. It is not told to hurry:
 * a page that is open goes on with the files it was made with, whatever the server has by then.
 */
precache(KEPT_FILES);

/** False once a kept file is missing: browsers and readers may clear what is stored at any time. */
let isWhole = true;

/** Workers that pages of a later build have started, by id. */
const strangers = new Set<string>();

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (!isWhole || request.method !== 'GET') return;
  const { href, origin, pathname, search } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (isKept(pathname)) event.respondWith(answer(event, pathname));
  else if (request.mode === 'navigate' && isKept(`${pathname}/`))
    event.respondWith(Response.redirect(new URL(`${pathname}/${search}`, href), 302));
});

/** What an address asks of a page (`?backend=cpu`) is the page's business: the file is the same. */
function isKept(pathname: string): boolean {
  return getCacheKeyForURL(pathname) !== undefined;
}

async function answer(event: FetchEvent, pathname: string): Promise<Response> {
  const { request, clientId, resultingClientId } = event;
  if (request.mode !== 'navigate' && (await isStranger(clientId))) {
    // What becomes no page or worker has none.
    if (resultingClientId) strangers.add(resultingClientId);
    return fetch(request);
  }
  const kept = await matchPrecache(pathname).catch(() => undefined);
  if (kept) return kept;
  // A build with a hole is none: all of it goes, and the site is read from the network as before the first visit.
  isWhole = false;
  await Promise.allSettled([self.registration.unregister(), caches.delete(cacheNames.precache)]);
  return fetch(request);
}

/**
 * True for a page that this build does not have, and for its workers: it came from the network, of a later build, and so
 * do its files.
 */
async function isStranger(id: string): Promise<boolean> {
  if (strangers.has(id)) return true;
  // Not `clients.get`: that waits until a worker runs, which in Firefox it does not before its modules are answered.
  const clients = await self.clients.matchAll({ includeUncontrolled: true, type: 'all' });
  const client = clients.find((one) => one.id === id);
  return client !== undefined && !isKept(new URL(client.url).pathname);
}
