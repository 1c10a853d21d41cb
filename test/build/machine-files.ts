import { DOMParser } from 'linkedom';

/** Texts of all elements of a name in an XML document. @throws {Error} where it has none, or is none. */
export function textsIn(xml: string, name: string): string[] {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const texts = [...document.querySelectorAll(name)].map(({ textContent }) => textContent ?? '');
  if (texts.length === 0) throw new Error(`There is no <${name}> in ${xml.slice(0, 200)}`);
  return texts;
}

/** What a page's head says: `canonical`, `og:image` and so on; null where it says nothing of it. */
export function headOf(html: string) {
  // All that is looked at stands in the head, and pages are long.
  const { head } = new DOMParser().parseFromString(html.replace(/<body[\s\S]*/, '</html>'), 'text/html');
  const attribute = (selector: string, name: string) =>
    head?.querySelector(selector)?.getAttribute(name) ?? null;
  const data = head?.querySelector('script[type="application/ld+json"]')?.textContent;
  return {
    canonical: attribute('link[rel="canonical"]', 'href'),
    image: attribute('meta[property="og:image"]', 'content'),
    robots: attribute('meta[name="robots"]', 'content'),
    sitemap: attribute('link[rel="sitemap"]', 'href'),
    feeds: [...(head?.querySelectorAll('link[type="application/rss+xml"]') ?? [])].map((link) =>
      link.getAttribute('href'),
    ),
    data: data ? (JSON.parse(data) as Record<string, unknown>) : null,
  };
}
