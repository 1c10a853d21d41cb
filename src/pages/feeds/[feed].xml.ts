import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { articles } from '../../components/articles.ts';
import { wholeCatalogue } from '../../components/claim-faults.ts';
import { articleItems, FEEDS, type FeedName, verdictItems } from '../../components/feed.ts';
import { readChanges } from '../../evidence/claim-changes.ts';
import { claimHref, siteHref, withOrigin } from '../../evidence/hrefs.ts';
import { verdictsOf } from '../../evidence/ledger.ts';

/** A feed's links must be absolute, so there is none where the site has no address yet. */
export function getStaticPaths() {
  const names = import.meta.env.SITE ? (Object.keys(FEEDS) as FeedName[]) : [];
  return names.map((feed) => ({ params: { feed }, props: { feed } }));
}

const ITEMS = {
  articles: async () =>
    articleItems((await articles()).map((article) => ({ ...article, href: withOrigin(article.href) }))),
  verdicts: async () => {
    const claims = (await wholeCatalogue()).map(({ id, claim, report }) => ({
      id,
      title: claim.title,
      href: withOrigin(claimHref(id)),
      verdict: verdictsOf(report),
    }));
    return verdictItems(claims, readChanges(process.cwd()));
  },
};

export const GET: APIRoute<{ feed: FeedName }> = async ({ props: { feed } }) => {
  const { path, title, description } = FEEDS[feed];
  const self = `<atom:link href="${withOrigin(siteHref(path))}" rel="self" type="application/rss+xml"/>`;
  return rss({
    title,
    description,
    site: withOrigin(siteHref('/')),
    items: await ITEMS[feed](),
    xmlns: { atom: 'http://www.w3.org/2005/Atom' },
    customData: `<language>en</language>${self}`,
  });
};
