import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { didYouMean } from '../evidence/did-you-mean.ts';
import type { ArticleProblem } from './author-stop.ts';

/** The attributes that each component takes, by its name. */
export type Takes = ReadonlyMap<string, readonly string[]>;

/** What `interface Props` of a component's file names; a file without one takes nothing. */
export function attributesOf(root: string, files: readonly string[]): Takes {
  return new Map(
    files.map((file) => {
      const props = /^interface Props \{\n(.*?)^\}/ms.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? '';
      const names = [...props.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name as string);
      return [basename(file, '.astro'), names];
    }),
  );
}

/** An attribute that a component of this site would silently leave aside; null where it takes them all. */
export function attributeProblem(
  { name, attributes }: MdxJsxFlowElement | MdxJsxTextElement,
  takes: Takes,
): ArticleProblem | null {
  const known = takes.get(name ?? '');
  // What is spread cannot be looked into, and a slot is Astro's own.
  const given = attributes.flatMap((attribute) => ('name' in attribute ? attribute.name : []));
  const unknown = known && given.find((attribute) => attribute !== 'slot' && !known.includes(attribute));
  if (unknown === undefined) return null;
  return {
    name: 'UnknownComponent',
    message: `<${name}> takes no attribute "${unknown}".`,
    hint: known?.length
      ? `${didYouMean(unknown, known)}It takes ${known.join(', ')}.`
      : 'It takes none: remove it.',
  };
}
