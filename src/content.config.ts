import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** What an article's frontmatter may have besides what Starlight knows. */
const extend = z.object({
  /** The day on which it was first published, 2026-01-31: for feeds and for search engines. */
  published: z.date().optional(),
});

/** The articles: every MDX file under content/, in Starlight's own schema and ours. */
export const collections = {
  docs: defineCollection({
    loader: glob({ base: './content', pattern: '**/*.mdx' }),
    schema: docsSchema({ extend }),
  }),
};
