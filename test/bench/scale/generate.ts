import type { FixtureSite } from '../../build/fixture-site.ts';

const TEMPLATE = 'src/claims/part-1-one-layer-folds/one-layer-skip-folds.ts';
/** The template's own id, which stands in it as `uses` of no other. */
const CLAIMS_PER_ARTICLE = 2;
export const FORMULAS_PER_ARTICLE = 10;

/**
 * Makes of a copied site one with generated claims and articles in the place of its own.
 * @param claims how many; each is the claim that one skip folds, under a name and title of its own, and runs.
 * @returns how many articles there are.
 */
export function generateSite(site: FixtureSite, claims: number): number {
  const template = site.read(TEMPLATE);
  const title = /title: '([^']+)'/.exec(template)?.[1];
  if (!title) throw new Error(`${TEMPLATE} has no title that can be replaced.`);
  site.empty();
  for (let i = 0; i < claims; i++) {
    const text = template.replace(title, () => `${title}, for the ${i}th time`);
    site.plant(`src/claims/part-1-one-layer-folds/${idOf(i)}.ts`, text);
  }
  const articles = claims / CLAIMS_PER_ARTICLE;
  for (let i = 0; i < articles; i++)
    site.plant(`content/generated-${i}.mdx`, articleOf(i, ['part: 1', 'sidebar:', `  order: ${i + 1}`]));
  site.plant('content/index.mdx', articleOf(0, ['sidebar:', '  order: 1']));
  return articles;
}

function idOf(i: number): string {
  return `generated-claim-${i}`;
}

function articleOf(i: number, place: readonly string[]): string {
  const formulas = Array.from(
    { length: FORMULAS_PER_ARTICLE },
    (_, k) =>
      `In layer ${k} the sum is $\\mg\\big((\\mW_{${k}} + \\mI)\\va_{${i}} + \\vb\\big)$, as it is in every layer before it.`,
  );
  const cards = Array.from(
    { length: CLAIMS_PER_ARTICLE },
    (_, k) => `<Claim id="${idOf(i * CLAIMS_PER_ARTICLE + k)}" />`,
  );
  return [
    '---',
    `title: Generated article ${i}`,
    'description: Made to measure how building grows.',
    ...place,
    '---',
    '',
    ...formulas.flatMap((paragraph) => [paragraph, '']),
    ...cards.flatMap((card) => [card, '']),
  ].join('\n');
}
