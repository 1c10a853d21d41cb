import type { APIRoute, GetStaticPaths } from 'astro';
import { loadFigure } from '../../claims/figures/registry.ts';
import { builtCurves, CURVES } from '../../components/built-curves.ts';

/** One file, for as long as there is the figure. */
export const getStaticPaths: GetStaticPaths = async () =>
  (await loadFigure(CURVES)) ? [{ params: { id: CURVES } }] : [];

/** Every record of the depth lab as it was built; a page that shows the figure carries the last. */
export const GET: APIRoute = async () => Response.json((await builtCurves()).curves);
