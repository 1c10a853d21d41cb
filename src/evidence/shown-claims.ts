/** An article's text without what it only quotes: code on lines of its own, and between backticks. */
export function withoutCode(mdx: string): string {
  return mdx
    .replaceAll(/^( *)(`{3,}|~{3,}).*\n[\s\S]*?^ *\2 *$/gm, '')
    .replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
}

/** The ids of the claims that an article shows, in its order; '' where one is not written out as text. */
export function claimsShownIn(mdx: string): string[] {
  return [...withoutCode(mdx).matchAll(/<Claim\b([^>]*)/g)].map(
    ([, attributes = '']) => /\sid="([^"]*)"/.exec(attributes)?.[1] ?? '',
  );
}
