import type { APIRoute } from 'astro';
import { macros } from '../claim/notation.ts';
import { wholeCatalogue } from '../components/claim-faults.ts';
import { catalogueSchema, type PublishedCatalogue, publishEntry } from '../evidence/catalogue-schema.ts';
import { siteHref } from '../evidence/hrefs.ts';

/** Every claim with its evidence, for machines. */
export const GET: APIRoute = async () => {
  const published: PublishedCatalogue = {
    $schema: siteHref('/claims.schema.json'),
    version: 1,
    macros: macros(),
    claims: (await wholeCatalogue()).map(publishEntry),
  };
  return Response.json(catalogueSchema.parse(published));
};
