import { getCollection } from 'astro:content';
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { siteHref } from '../evidence/catalogue.ts';
import { neighboursIn, sidebarOf } from './sidebar-places.ts';

/** Fills the sidebar from the frontmatter of the pages, so that a new page is one file. */
export const onRequest = defineRouteMiddleware(async ({ locals, url }) => {
  // Left out of a build by Starlight itself, and shown while writing.
  const isShown = ({ draft }: { readonly draft: boolean }) => import.meta.env.DEV || !draft;
  const pages = (await getCollection('docs', ({ data }) => isShown(data))).map(({ id, data }) => ({
    id,
    title: data.title,
    part: data.part,
    order: data.sidebar.order,
    label: data.sidebar.label,
  }));
  const route = locals.starlightRoute;
  route.sidebar = sidebarOf(pages, siteHref, url.pathname);
  route.pagination = neighboursIn(route.sidebar);
});
