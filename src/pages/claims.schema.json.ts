import type { APIRoute } from 'astro';
import * as z from 'zod';
import { catalogueSchema } from '../evidence/catalogue-schema.ts';

/** The JSON Schema (draft 2020-12) of /claims.json. */
export const GET: APIRoute = () => Response.json(z.toJSONSchema(catalogueSchema));
