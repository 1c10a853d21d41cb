import { docsSchema } from '@astrojs/starlight/schema';
import * as z from 'zod';

const text = (what: string) =>
  z.string(`It must be ${what}.`).refine((value) => value.trim() !== '', `It must be ${what}.`);

/**
 * What an article says of itself, beyond what Starlight knows or stricter. `sidebar` says where it stands;
 * a page made by code has none.
 */
const fields = z.strictObject({
  title: text('a title in words').meta({ description: 'The title of the page, its heading too.' }),
  description: text('a sentence').meta({
    description: 'One sentence: what a reader will know afterwards. It stands under the title.',
  }),
  part: z
    .int('It must be the number of a part, such as 2.')
    .positive('It must be the number of a part, such as 2.')
    .optional()
    .meta({ description: 'The part of the argument that an article belongs to. Other pages have none.' }),
  published: z
    .date('It must be a day, such as 2026-01-31.')
    .optional()
    .meta({ description: 'The day on which it was first published: for feeds and search engines.' }),
  sidebar: z
    .strictObject({
      order: z
        .number('It must be a number: pages stand in its order.')
        .optional()
        .meta({ description: 'The place among the articles of its part, or among the pages of its folder.' }),
      label: text('a few words')
        .optional()
        .meta({ description: 'What the sidebar calls it, if not its title.' }),
    })
    .prefault({})
    .meta({ description: 'Where the page stands in the sidebar.' }),
});

/** The frontmatter of every page, as Astro reads it. */
export const pageSchema = docsSchema({ extend: fields });

/** The same for use outside of Astro, where an image is whatever is written. */
const schema = pageSchema({ image: () => z.any() } as unknown as Parameters<typeof pageSchema>[0]);

/** The same as a JSON Schema, for editors. */
export function frontmatterJsonSchema(): object {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** Something amiss in a frontmatter: the path of the field, `sidebar.order`, and a sentence. */
export interface FieldProblem {
  readonly field: string;
  readonly says: string;
  /** The names there are, where it is of none. */
  readonly known?: readonly string[];
}

/** What is amiss with an article's frontmatter, read as data. */
export function problemsOfFields(data: unknown): FieldProblem[] {
  const { error } = schema.safeParse(data);
  return (error?.issues ?? []).flatMap((issue): FieldProblem[] => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.'), says: issue.message }];
    const known = Object.keys(path[0] === 'sidebar' ? schema.shape.sidebar.unwrap().shape : schema.shape);
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      says: 'There is no such field.',
      known,
    }));
  });
}
