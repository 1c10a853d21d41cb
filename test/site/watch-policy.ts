import type { BrowserContext } from 'playwright';

/** What Chromium says where a Content Security Policy or Trusted Types forbid something, in pages and workers. */
const REFUSAL = /Content Security Policy|requires 'Trusted/;

/**
 * Watches all pages and workers of a context.
 * @param origin the only one that may be asked for anything.
 * @returns a list that grows: a line for each breach of the policy and each request that left the site.
 */
export function watchPolicy(context: BrowserContext, origin: string): string[] {
  const breaches: string[] = [];
  context.on('console', (message) => {
    if (REFUSAL.test(message.text())) breaches.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (/^(?:https?|wss?):$/.test(protocol) && asked !== origin) breaches.push(`asked for ${request.url()}`);
  });
  return breaches;
}
