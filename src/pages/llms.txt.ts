import type { APIRoute } from 'astro';
import { articles } from '../components/articles.ts';
import { wholeCatalogue } from '../components/claim-faults.ts';
import { llmsIndex } from '../components/llms.ts';

/** What there is to read, for language models. */
export const GET: APIRoute = async () => new Response(llmsIndex(await articles(), await wholeCatalogue()));
