import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { pageSchema } from './apparatus/frontmatter.ts';

/** The articles: every MDX file under content/. */
export const collections = {
  docs: defineCollection({
    loader: glob({ base: './content', pattern: '**/*.mdx' }),
    schema: pageSchema,
  }),
};
