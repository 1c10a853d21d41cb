import { createProcessor } from '@mdx-js/mdx';
import remarkMath from 'remark-math';
import { describe, expect, test } from 'vitest';
import { articlePlugins } from '../../../src/apparatus/article-plugins.ts';
import type { SourceLocation } from '../../../src/claim/author-error.ts';
import { ERROR_NAMES, ERRORS } from '../../../src/evidence/errors/table.ts';
import type { Problem } from '../../../src/evidence/problem.ts';
import { snippetsOf } from '../../support/snippets.ts';

/** A problem as it was thrown. */
type Refusal = Problem & { readonly loc: SourceLocation };

/** What an article is refused for, read as Astro reads it; null where it is not. */
async function refusalOf(text: string): Promise<Refusal | null> {
  const processor = createProcessor({ remarkPlugins: [remarkMath, ...articlePlugins('.')] });
  try {
    await processor.process({ path: 'content/an-article.mdx', value: text });
    return null;
  } catch (error) {
    return error as Refusal;
  }
}

describe('the example of each error', () => {
  const names = ERROR_NAMES.filter((name) => ERRORS[name].example.in === 'article');
  expect(names.length).toBeGreaterThan(6);
  test.each(names)('%s: refused by its name and sentence, and mended it is not', async (name) => {
    const { example, says } = ERRORS[name];
    expect(await refusalOf(example.wrong)).toMatchObject({
      name,
      message: says,
      loc: { file: 'content/an-article.mdx' },
    });
    expect(await refusalOf(example.right)).toBeNull();
  });
});

test.each([
  [
    "<Claim id={'one-layer' + '-skip-folds'} />",
    'The id of a <Claim> is computed, so it cannot be checked.',
    '1:1',
    'Write the id as text',
  ],
  [
    'One.\nAfter [@he2016identity, $3$].',
    'A citation has no end, or something other than words in it.',
    '2:1',
    'Write [@KEY]',
  ],
  [
    'After [@he2016identiti, Table 3].',
    'The source "he2016identiti" is cited, and is not in content/references.bib.',
    '1:1',
    'Did you mean "he2016identity"?',
  ],
  [
    '$$\nx \\label{eq:fold}\n$$\n\nBy [](#eq:folds).',
    'No equation of this article is labelled "eq:folds".',
    '5:4',
    'Did you mean "eq:fold"?',
  ],
  [
    '$$\nx \\label{eq:fold}\n$$\n\n$$\ny \\label{eq:fold}\n$$',
    'Two equations of this article are labelled "eq:fold".',
    '5:1',
    'Give each a label of its own.',
  ],
  [
    'The [word](term:preactivation).',
    'The glossary has no term "preactivation".',
    '1:5',
    'Did you mean "pre-activation"?',
  ],
  [
    'See [it](/claims/one-layer-skip-fold/).',
    'No claim is named "one-layer-skip-fold".',
    '1:5',
    'Did you mean "one-layer-skip-folds"?',
  ],
  [
    'A word.<Note>Left open.',
    'MDX cannot read this: expected a closing tag for <Note> before the end of `paragraph`.',
    '1:8',
    'Close a tag in the paragraph where it is opened',
  ],
  [
    'If n <3, it folds.',
    'MDX cannot read this: unexpected character `3` before name.',
    '1:7',
    'A < begins a component',
  ],
  [
    'Two.\nThe set {u v} is drawn.',
    'MDX cannot read this: could not parse expression.',
    '2:11',
    'A { begins code. In prose write \\{',
  ],
  [
    'For n in {1, 2} it folds.',
    'The braces hold code: they would not be shown, and of a list only the last entry.',
    '1:10',
    'In prose write \\{',
  ],
  [
    'One.\n\n<Claim id="one-layer-skip-folds" backend="cpu" />',
    '<Claim> takes no attribute "backend".',
    '3:1',
    'It takes id',
  ],
  ['<Fold n={5} />', '<Fold> takes no attribute "n".', '1:1', 'It takes none'],
  ['Be \\mW\\va$ so.', 'A $ stands alone, so no formula begins or ends there.', '1:1', 'Write a formula'],
  ['## One\n\n#### Two', 'A heading of level 4 follows one of level 2.', '3:1', 'Write it with ###:'],
  [
    '# One',
    'A heading with one # is the title of a page, which stands in the frontmatter already.',
    '1:1',
    'Write it with ##.',
  ],
])('%j: sentence, place and hint', async (text, message, place, hint) => {
  const refusal = (await refusalOf(text)) as Refusal;
  expect(refusal.message).toBe(message);
  expect(`${refusal.loc.line}:${refusal.loc.column}`).toBe(place);
  expect(refusal.hint.startsWith(hint), refusal.hint).toBe(true);
});

test.each([
  ['<img src="/mark.svg" />', 'MissingAlternative', 'The picture "/mark.svg" has no alternative text.'],
  ['![ ][mark]\n\n[mark]: /mark.svg', 'MissingAlternative', 'The picture "mark" has no alternative text.'],
  ['<Claim />', 'UnknownClaim', 'A <Claim> does not say which claim it shows.'],
  ['A word in <Notes>a note</Notes>.', 'UnknownComponent', 'No component is named "Notes".'],
])('%s is refused', async (text, name, message) => {
  expect(await refusalOf(text)).toMatchObject({ name, message });
});

test.each([
  '<img src="/mark.svg" alt="" />',
  "Words{' '}apart{/* and no more */}, {[1, 2].map((n) => n.toFixed())}.",
  'export const two = 2;\n\nIt is {two}, {{ two }.two}.',
  '<img {...props} />',
  '## One\n\n### Two\n\n## Three\n\nIt costs 3 \\$, and `$HOME` is a folder.',
  'A word.<Note label="As found">It is.</Note>',
  "import Ledger from './ledger.astro';\n\n<Ledger />",
  "import { Tabs, TabItem as Item } from './tabs.ts';\n\n<Tabs><Item>One</Item></Tabs>",
  'export const Twice = ({ of }) => <>{of}{of}</>;\n\n<Twice of="x" />',
  'Only quoted: `[@nobody1999]`\n\n```mdx\n<Claim id="of-no-claim" /> and $\\fraq{1}{2}$\n```',
])('%s is not', async (text) => {
  expect(await refusalOf(text)).toBeNull();
});

test.each([...snippetsOf('mdx')].filter(([prefix]) => prefix !== 'frontmatter'))(
  'the editor’s snippet "%s" is sound',
  async (_prefix, text) => {
    expect(await refusalOf(text)).toBeNull();
  },
);
