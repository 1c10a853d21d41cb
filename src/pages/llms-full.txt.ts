import type { APIRoute } from 'astro';
import { articles } from '../components/articles.ts';
import { llmsFull } from '../components/llms.ts';
import { catalogue } from '../evidence/catalogue.ts';

/** The whole argument as one text, for language models. */
export const GET: APIRoute = async () => new Response(llmsFull(await articles(), await catalogue()));
