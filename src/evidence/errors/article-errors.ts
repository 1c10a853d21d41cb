import type { ErrorEntry } from './error-entry.ts';

/** What may be amiss with an article; some of it with a claim's sentences too. */
export const ARTICLE_ERRORS = {
  BrokenCitation: {
    means: 'A citation begins with `[@` and does not end as one.',
    mend: 'Write the key alone, or the key, a comma and where in the source it is said, in words without a formula.',
    example: {
      in: 'article',
      wrong: 'It was tried before [@he2016identity, Table 3.',
      right: 'It was tried before [@he2016identity, Table 3].',
    },
    says: 'A citation has no end, or something other than words in it.',
  },
  BrokenFrontmatter: {
    means:
      'What stands at the head of an article, between two lines of three hyphens, is not what a page needs: a title, a description, and its place in the sidebar.',
    mend: 'Mend the field that the message names. In an editor set up by `.vscode` the fields are completed and checked while you type.',
    example: {
      in: 'frontmatter',
      wrong:
        'title: One layer folds\ndescripton: A skip over one layer folds.\npart: 1\nsidebar:\n  order: 1',
      right:
        'title: One layer folds\ndescription: A skip over one layer folds.\npart: 1\nsidebar:\n  order: 1',
    },
    says: 'The frontmatter has no field "descripton".',
  },
  BrokenMarkup: {
    means:
      'MDX cannot read the article: a tag is not closed, or a `<` or a `{` in a sentence begins a component or code that is not there. Between `$` and between backticks both are safe.',
    mend: 'Close the tag in the paragraph that opens it. Write `\\<` and `\\{` in prose, or set a formula.',
    example: {
      in: 'article',
      wrong: 'Draw the columns {u, v} for each $n < 3$.',
      right: String.raw`Draw the columns $\{u, v\}$ for each $n < 3$.`,
    },
    says: 'The braces hold code that names "u", which the article neither imports nor defines.',
  },
  BrokenTeX: {
    means:
      'KaTeX cannot set a formula, of an article or of a claim. Set as it is, it would stand on the page in red.',
    mend: 'Mend the formula. In TypeScript `String.raw` keeps the backslashes. The symbols that keep a colour have commands of their own: `\\mW`, `\\mI`, `\\mWr`, `\\va`, `\\vb`, `\\mg`.',
    example: {
      in: 'article',
      wrong: String.raw`Half of it is $\fraq{1}{2}$.`,
      right: String.raw`Half of it is $\frac{1}{2}$.`,
    },
    says: String.raw`KaTeX rejects a formula: Undefined control sequence: \fraq.`,
  },
  DeadLink: {
    means: 'A link leads to a page of this site, or to a place in one, that does not exist.',
    mend: 'Take an address that is there. The anchor of a heading is its words in lower case, joined by hyphens.',
    example: {
      in: 'page',
      wrong: '## The proof\n\nFirst see [the proof](#the-prof).',
      right: '## The proof\n\nFirst see [the proof](#the-proof).',
    },
    says: 'A link leads to "#the-prof", and there is no such place in the page.',
  },
  MissingAlternative: {
    means: 'A picture has no words for those who do not see it.',
    mend: 'Say between the brackets what the picture shows, in a sentence. One that only decorates is `<img alt="" … />`.',
    example: {
      in: 'article',
      wrong: '![](/favicon.svg)',
      right: '![A skip that leads past two layers.](/favicon.svg)',
    },
    says: 'The picture "/favicon.svg" has no alternative text.',
  },
  RepeatedLabel: {
    means: 'Two equations of one article have the same label, so a reference to it could mean either.',
    mend: 'Give each a label of its own.',
    example: {
      in: 'article',
      wrong: '$$\nx = x \\label{eq:fold}\n$$\n\n$$\ny = y \\label{eq:fold}\n$$',
      right: '$$\nx = x \\label{eq:fold}\n$$\n\n$$\ny = y \\label{eq:other}\n$$',
    },
    says: 'Two equations of this article are labelled "eq:fold".',
  },
  UnknownClaim: {
    means: 'An article shows, or links to, a claim that does not exist, or a claim names one in `uses`.',
    mend: 'A claim’s id is the name of its file under `src/claims/`. It is written out as text, so that it can be checked.',
    example: {
      in: 'article',
      wrong: '<Claim id="one-layer-skip-fold" />',
      right: '<Claim id="one-layer-skip-folds" />',
    },
    says: 'No claim is named "one-layer-skip-fold".',
  },
  UnknownComponent: {
    means: 'An article uses a component that it neither imports nor finds among those that need no import.',
    mend: 'Mend the name. `<Claim>`, `<Note>` and the figures in `src/components/figures` need no import line.',
    example: {
      in: 'article',
      wrong: '<Claims id="one-layer-skip-folds" />',
      right: '<Claim id="one-layer-skip-folds" />',
    },
    says: 'No component is named "Claims".',
  },
  UnknownEquation: {
    means: 'An article refers to an equation of its own, and has none of that label.',
    mend: 'Mend the reference, or put `\\label{eq:…}` into the formula that is meant. An equation of another article is linked to by its address.',
    example: {
      in: 'article',
      wrong: '$$\nx = x \\label{eq:fold}\n$$\n\nBy [](#eq:folds).',
      right: '$$\nx = x \\label{eq:fold}\n$$\n\nBy [](#eq:fold).',
    },
    says: 'No equation of this article is labelled "eq:folds".',
  },
  UnknownSource: {
    means: 'An article cites, or a claim names, a source that is not in `content/references.bib`.',
    mend: 'Mend the key, or add the entry to that file.',
    example: {
      in: 'article',
      wrong: 'It was tried before [@he2016identiti].',
      right: 'It was tried before [@he2016identity].',
    },
    says: 'The source "he2016identiti" is cited, and is not in content/references.bib.',
  },
  UnknownTerm: {
    means: 'An article links to a term that the glossary does not have.',
    mend: 'Mend the name, or define the term in `src/apparatus/glossary.ts`.',
    example: {
      in: 'article',
      wrong: 'Its [pre-activation](term:preactivation) is exact.',
      right: 'Its [pre-activation](term:pre-activation) is exact.',
    },
    says: 'The glossary has no term "preactivation".',
  },
  UnplayableGuess: {
    means:
      'A guess sets something that its figure does not have, or has no figure, so that choosing would do nothing.',
    mend: 'Take the id of a figure of the same article, and for `sets` the parameters and views that its file in `src/claims/figures` declares.',
    example: {
      in: 'page',
      wrong: guessOf('fould'),
      right: guessOf('fold'),
    },
    says: 'No figure is named "fould".',
  },
  UnusedClaim: {
    means: 'A claim is shown by no article, so no reader would meet it.',
    mend: 'Write `<Claim id="…" />` where the argument needs it, or remove the claim’s file.',
    example: {
      in: 'page',
      wrong: 'The argument, without its claim.',
      right: 'The argument:\n\n<Claim id="one-layer-skip-folds" />',
    },
    says: 'No article shows the claim "one-layer-skip-folds".',
  },
  WrongFileName: {
    means:
      'The name of an article’s or a claim’s file has other characters than lower case letters, digits and hyphens. It is an address, or a claim’s id, for ever, and must be the same on every machine.',
    mend: 'Rename the file. `npm run new` refuses other names.',
    example: {
      in: 'commands',
      wrong: 'mv content/an-article.mdx content/An-Article.mdx\nnpm run build',
      right: 'mv content/An-Article.mdx content/an-article.mdx\nnpm run build',
    },
    says: 'The file name "An-Article" has other characters than lower case letters, digits and hyphens.',
  },
} as const satisfies Record<string, ErrorEntry>;

function guessOf(figure: string): string {
  return [
    `<Guess figure="${figure}" claim="one-layer-skip-folds" choices={[`,
    "  { says: 'It folds.', sets: { fold: 100 } },",
    "  { says: 'It does not.', sets: { identity: 'forgotten' } },",
    ']}>',
    'Does it fold?',
    '</Guess>',
    '',
    '<Fold />',
  ].join('\n');
}
