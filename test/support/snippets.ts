import { readFileSync } from 'node:fs';

interface Snippet {
  readonly scope: string;
  readonly prefix: string;
  readonly body: readonly string[];
}

/** What an editor writes for each snippet of a language, by its prefix, with every default left as it is. */
export function snippetsOf(scope: 'mdx' | 'typescript'): Map<string, string> {
  const all = JSON.parse(readFileSync('.vscode/skip-two.code-snippets', 'utf8')) as Record<string, Snippet>;
  return new Map(
    Object.values(all)
      .filter((snippet) => snippet.scope === scope)
      .map(({ prefix, body }) => [prefix, expand(`${body.join('\n')}\n`)]),
  );
}

function expand(body: string): string {
  return body
    .replaceAll(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll(/\$\d+/g, '');
}
