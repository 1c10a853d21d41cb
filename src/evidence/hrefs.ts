/** A path of this site, with its base: `/claims/` under `/docs` is `/docs/claims/`. */
export function siteHref(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}${path}`;
}

/** A link with the site's origin, for those who read it elsewhere; as it is where no origin is known. */
export function withOrigin(href: string): string {
  return import.meta.env.SITE ? new URL(href, import.meta.env.SITE).href : href;
}

/** A claim's own page. */
export function claimHref(id: string): string {
  return siteHref(`/claims/${id}/`);
}

/** An article's page. */
export function articleHref(slug: string): string {
  return siteHref(slug === 'index' ? '/' : `/${slug}/`);
}
