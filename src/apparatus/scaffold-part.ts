import { globSync } from 'node:fs';
import { type Article, frontmatterOf, readArticles } from './articles.ts';

/** What came of writing a skeleton: lines for its author, or why nothing was written. */
export type Written = { readonly says: readonly string[] } | { readonly refused: string };

/** A part of the argument, as far as a skeleton must fit into it. */
export interface Part {
  readonly number: number;
  /** Its folder in src/claims. */
  readonly folder: string;
  /** Its articles, in their order. */
  readonly articles: readonly Article[];
  /** A place that none of them has. */
  readonly nextOrder: number;
}

/**
 * Finds a part by its folder, or by the beginning of one.
 * @returns undefined where there is none so named.
 */
export function findPart(root: string, name: string): Part | undefined {
  const folder = partFolders(root).find((folder) => folder === name || folder.startsWith(`${name}-`));
  if (!folder) return;
  const number = Number(/^part-(\d+)/.exec(folder)?.[1]);
  const placed = readArticles(root)
    .map((article) => ({ article, data: frontmatterOf(article) as { part?: number; sidebar?: Ordered } }))
    .filter(({ data }) => data.part === number)
    .map(({ article, data }) => ({ article, order: data.sidebar?.order ?? 0 }))
    .sort((a, b) => a.order - b.order);
  return {
    number,
    folder,
    articles: placed.map(({ article }) => article),
    nextOrder: Math.floor(placed.at(-1)?.order ?? 0) + 1,
  };
}

interface Ordered {
  readonly order?: number;
}

/** That no part is named so. */
export function unknownPart(root: string, name: string): { readonly refused: string } {
  return { refused: `No part is named "${name}"; there are ${partFolders(root).join(', ')}.` };
}

function partFolders(root: string): string[] {
  return globSync('part-*', { cwd: `${root}/src/claims` }).sort();
}
