import { getCollection } from 'astro:content';
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { siteHref } from '../evidence/hrefs.ts';
import { neighboursIn, sidebarAt, sidebarOf } from './sidebar-places.ts';

let made: ReturnType<typeof makeSidebar> | null = null;

/** Fills the sidebar from the frontmatter of the pages, so that a new page is one file. */
export const onRequest = defineRouteMiddleware(async ({ locals, url }) => {
  // A build of a thousand pages would otherwise sort them a thousand times.
  if (import.meta.env.DEV || !made) made = makeSidebar();
  const route = locals.starlightRoute;
  const sidebar = sidebarAt(await made, url.pathname);
  route.pagination = neighboursIn(sidebar);
  route.sidebar = sidebar;
});

async function makeSidebar() {
  // Left out of a build by Starlight itself, and shown while writing.
  const pages = await getCollection('docs', ({ data }) => import.meta.env.DEV || !data.draft);
  const places = pages.map(({ id, data }) => ({
    id,
    title: data.title,
    part: data.part,
    order: data.sidebar.order,
    label: data.sidebar.label,
  }));
  return sidebarOf(places, siteHref);
}
