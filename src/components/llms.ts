import type { CatalogueEntry } from '../evidence/catalogue.ts';
import { claimHref, siteHref, withOrigin } from '../evidence/hrefs.ts';
import { verdictsOf } from '../evidence/ledger.ts';
import { plainLaTeX } from '../evidence/plain-latex.ts';
import type { Article } from './articles.ts';
import { type FigureSources, plainComponents } from './plain-components.ts';

const SUMMARY =
  'Why residual blocks skip two or more layers: an argument in articles whose mathematical claims are programs, judged when the site is built and again on each reader’s own device.';
const VERDICTS =
  'A verdict is `holds`, `refuted` or `undecided`; undecided is never counted as a pass. Each claim has a control, the nearest false statement, which the same check refutes in the same run. An experiment proves nothing: it says how a measurement came out.';

/** What the site has, for language models: links in Markdown, in the form of https://llmstxt.org. */
export function llmsIndex(articles: readonly Article[], claims: readonly CatalogueEntry[]): string {
  const link = (title: string, href: string, words: string) => `- [${title}](${withOrigin(href)}): ${words}`;
  const links = (of: string) =>
    articles
      .filter(({ folder }) => folder === of)
      .map(({ title, href, description }) => link(title, href, description));
  const ofClaims = claims.map(({ id, claim, report }) =>
    link(claim.title, claimHref(id), `${claim.kind}; ${verdictsOf(report)}`),
  );
  const data = [
    link('claims.json', siteHref('/claims.json'), 'every claim with its statement in TeX and its evidence'),
    link('claims.schema.json', siteHref('/claims.schema.json'), 'its JSON Schema'),
    link('llms-full.txt', siteHref('/llms-full.txt'), 'the articles in one file, with what their claims say'),
  ];
  const sections: [string, string[]][] = [
    ['The argument', links('')],
    ['Claims', ofClaims],
    ['Reference', links('reference')],
    ['For authors', links('guides')],
    ['Data', data],
  ];
  return `${[
    ...opening(),
    ...sections.map(([title, lines]) => [`## ${title}`, lines.join('\n')].join('\n\n')),
  ].join('\n\n')}\n`;
}

/** The articles of the argument in one file, as they are written, with what each of their claims says. */
export function llmsFull(
  articles: readonly Article[],
  claims: readonly CatalogueEntry[],
  figures: FigureSources,
): string {
  const byId = new Map(claims.map((entry) => [entry.id, entry]));
  const ofArticle = ({ title, href, description, body }: Article) =>
    [
      `# ${title}`,
      `${withOrigin(href)}\n\n${description}`,
      plainMarkdown(plainComponents(body, figures)).replaceAll(
        /<Claim id="([^"]+)"[^>]*\/>/g,
        (card, id) => describeClaim(byId.get(id)) ?? card,
      ),
    ].join('\n\n');
  return `${[...opening(), ...articles.filter(({ folder }) => folder === '').map(ofArticle)].join('\n\n')}\n`;
}

/** An article without what only this site understands: imports, terms, macros, links without an origin. */
function plainMarkdown(body: string): string {
  return plainLaTeX(body)
    .replaceAll(/^import .*\n/gm, '')
    .replaceAll(/\[([^\]]+)\]\(term:[^)]*\)/g, '$1')
    .replaceAll(/\]\((\/[^)]*)\)/g, (_, path) => `](${withOrigin(siteHref(path))})`)
    .trim();
}

function opening(): string[] {
  return ['# Skip Two', `> ${SUMMARY}`, VERDICTS];
}

function describeClaim(entry: CatalogueEntry | undefined): string | undefined {
  if (!entry) return;
  const { id, claim, report } = entry;
  return [
    `**Claim (${claim.kind}): ${claim.title}.** [${id}](${withOrigin(claimHref(id))})`,
    `$$\n${plainLaTeX(claim.statement)}\n$$`,
    plainLaTeX(
      `Where ${claim.hypotheses.join('; ')}. Control: ${claim.control.says}. Found: ${verdictsOf(report)}.`,
    ),
  ].join('\n\n');
}
