import { siteHref } from '../evidence/hrefs.ts';
import { mayLoadAhead } from './connection.ts';
import { idle } from './idle.ts';

/**
 * Has the browser keep this build of the site, once the page is there and the browser idle. Where it may not, or
 * the connection is slow or paid for by amount, the site is read from the network as ever.
 */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !mayLoadAhead()) return;
  const keep = async () => {
    await idle();
    // Forbidden or no room: nothing on a page depends on it, and `/reference/device/` says so.
    navigator.serviceWorker.register(siteHref('/service-worker.js')).catch(() => {});
  };
  if (document.readyState === 'complete') keep();
  else addEventListener('load', keep, { once: true });
}
