import type { APIRoute } from 'astro';
import { articles } from '../components/articles.ts';
import { llmsIndex } from '../components/llms.ts';
import { catalogue } from '../evidence/catalogue.ts';

/** What there is to read, for language models. */
export const GET: APIRoute = async () => new Response(llmsIndex(await articles(), await catalogue()));
