import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';

/** An article as its file has it. */
export interface Article {
  /** Its path below content, without the extension: `reference/device`. */
  readonly id: string;
  /** Relative to the project's root, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

/** Every article. @param root the project's root, a path. */
export function readArticles(root: string): Article[] {
  return globSync('content/**/*.mdx', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((file) => ({
      id: file.replace(/^content\/|\.mdx$/g, ''),
      file,
      text: readFileSync(join(root, file), 'utf8'),
    }));
}

/** The frontmatter of an article, as data. @throws {Error} where it is no YAML. */
export function frontmatterOf({ text }: Article): Record<string, unknown> {
  return parseFrontmatter(text).frontmatter;
}

/** The line, counted from 1, on which a text stands first; 1 where it does not. */
export function lineOf(text: string, words: string | RegExp): number {
  const at = typeof words === 'string' ? text.indexOf(words) : text.search(words);
  return text.slice(0, Math.max(at, 0)).split('\n').length;
}
