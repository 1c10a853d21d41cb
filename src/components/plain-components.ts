/** The figures' `.astro` files as text, by the name that an article has them by: `Fold`. */
export type FigureSources = Readonly<Record<string, string>>;

const GUESS = /<Guess\b([\s\S]*?)\n?>\n([\s\S]*?)<\/Guess>/g;
const CHOICE = /\bsays:\s*(['"`])((?:\\.|(?!\1).)*)\1/g;

/**
 * What an article's components say to somebody who reads text alone: a figure its title and caption, a guess its
 * choices and its answer, a note its words. Claims are left for who knows what they say.
 */
export function plainComponents(body: string, figures: FigureSources): string {
  return body
    .replaceAll(GUESS, (_, attributes: string, inside: string) => plainGuess(attributes, inside))
    .replaceAll(/<Note\b[^>]*>([\s\S]*?)<\/Note>/g, ' ($1)')
    .replaceAll(/^<\/?div\b[^>]*>\n/gm, '')
    .replaceAll(/<([A-Z]\w*) \/>/g, (tag, name: string) => {
      const source = figures[name];
      return source ? plainFigure(source) : tag;
    });
}

function plainFigure(source: string): string {
  const title =
    /\btitle="([^"]*)"/.exec(source)?.[1] ?? /<strong\b[^>]*>([^<]*?)\.?<\/strong>/.exec(source)?.[1];
  const caption =
    /<Fragment slot="caption">([\s\S]*?)<\/Fragment>/.exec(source)?.[1] ??
    /<figcaption>[\s\S]*?<\/strong>([\s\S]*?)<\/figcaption>/.exec(source)?.[1] ??
    '';
  return `**Figure, to be operated on the page: ${title}.** ${caption.replaceAll(/\s+/g, ' ').trim()}`;
}

function plainGuess(attributes: string, inside: string): string {
  const answer = /<Fragment slot="answer">([\s\S]*?)<\/Fragment>/.exec(inside);
  const question = inside.replace(answer?.[0] ?? '', '').trim();
  const choices = [...attributes.matchAll(CHOICE)].map(
    ([, , says = ''], i) => `${String.fromCharCode(97 + i)}) ${says.replaceAll(/\\(.)/g, '$1')}`,
  );
  return `**Guess first.** ${question}\n\n${choices.join('\n')}\n\n**The answer.** ${answer?.[1]?.trim() ?? ''}`;
}
