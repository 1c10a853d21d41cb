import { basename } from 'node:path';
import type { APIRoute } from 'astro';
import { articles } from '../components/articles.ts';
import { wholeCatalogue } from '../components/claim-faults.ts';
import { llmsFull } from '../components/llms.ts';

const SOURCES = import.meta.glob<string>('../components/figures/*.astro', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const FIGURES = Object.fromEntries(
  Object.entries(SOURCES).map(([file, source]) => [basename(file, '.astro'), source]),
);

/** The whole argument as one text, for language models. */
export const GET: APIRoute = async () =>
  new Response(llmsFull(await articles(), await wholeCatalogue(), FIGURES));
