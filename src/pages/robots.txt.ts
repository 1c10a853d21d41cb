import type { APIRoute } from 'astro';
import { siteHref, withOrigin } from '../evidence/hrefs.ts';

/**
 * Everything may be read. Crawlers look for this file at the root of an origin only; under a base the
 * pages name the sitemap themselves.
 */
export const GET: APIRoute = ({ site }) => {
  const sitemap = site ? `\nSitemap: ${withOrigin(siteHref('/sitemap-index.xml'))}\n` : '';
  return new Response(`User-agent: *\nAllow: /\n${sitemap}`);
};
