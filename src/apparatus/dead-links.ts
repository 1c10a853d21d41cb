import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Parser } from 'htmlparser2';
import { didYouMean } from '../evidence/did-you-mean.ts';
import type { Problem } from '../evidence/problem.ts';
import { type Article, lineOf } from './articles.ts';

/** What of a built page matters for links; a picture is one to its file. */
interface Page {
  /** Its address on the site, without the base: `/claims/`. */
  readonly path: string;
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

/**
 * The links of a built site that lead nowhere on it: to a page or file that is not there, or to a place
 * that a page has not. What leads to other sites is not looked at.
 * @param dist where the site was built, a path.
 * @param base as Astro's `base`.
 */
export function deadLinks(dist: string, base: string, articles: readonly Article[]): Problem[] {
  const files = globSync('**/*', { cwd: dist, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const pathOf = (file: string) =>
    `/${posix.relative(dist.replaceAll('\\', '/'), file.replaceAll('\\', '/'))}`;
  const paths = new Set(files.map(pathOf));
  const pages = new Map(
    files
      .filter((file) => file.endsWith('.html'))
      .map((file) => readPage(pathOf(file).replace(/index\.html$/, ''), readFileSync(file, 'utf8')))
      .map((page) => [page.path, page]),
  );
  const prefix = `/${base}`.replaceAll(/\/+/g, '/').replace(/\/$/, '');
  return [...pages.values()].flatMap((page) =>
    [...new Set(page.links)].flatMap((link) => {
      const fault = faultOf(link, page, { pages, paths, prefix });
      // An author writes it without the base.
      const written = link.startsWith(`${prefix}/`) ? link.slice(prefix.length) : link;
      return fault ? [problemAt(page, written, fault, articles)] : [];
    }),
  );
}

interface Site {
  readonly pages: ReadonlyMap<string, Page>;
  /** Every file, by its address. */
  readonly paths: ReadonlySet<string>;
  readonly prefix: string;
}

interface Fault {
  readonly says: string;
  readonly hint: string;
}

const ORIGIN = 'https://site.invalid';

function faultOf(link: string, page: Page, { pages, paths, prefix }: Site): Fault | null {
  const url = URL.parse(link, `${ORIGIN}${prefix}${page.path}`);
  if (url && url.origin !== ORIGIN) return null;
  const path = decoded(url?.pathname);
  const anchor = decoded(url?.hash.slice(1));
  if (path === null || anchor === null) return { says: 'which is no address', hint: 'Mend it.' };
  if (!path.startsWith(`${prefix}/`))
    return { says: `which is outside of ${prefix}/`, hint: 'Begin it with the base.' };
  const target = path.slice(prefix.length);
  const found = pages.get(target) ?? pages.get(`${target}/`);
  if (!found && !paths.has(target))
    return {
      says: 'and there is no such page',
      hint: pageMeant(target, [...pages.keys()]).trim() || 'Mend the address, or take it away.',
    };
  if (!found || anchor === '' || found.anchors.has(anchor) || isState(anchor)) return null;
  const where = found === page ? 'the page' : target;
  return {
    says: `and there is no such place in ${where}`,
    hint:
      didYouMean(anchor, [...found.anchors]).trim() || 'Link to a heading that the page has, or to the page.',
  };
}

/** A link without its first slash leads to a page below the one it stands in. */
function pageMeant(target: string, known: readonly string[]): string {
  const named = `/${target.split('/').filter(Boolean).at(-1) ?? ''}/`;
  return known.includes(named) ? `Did you mean "${named}"? ` : didYouMean(target, known);
}

/** Without its percent signs; null where they are none of an address. */
function decoded(text: string | undefined): string | null {
  try {
    return text === undefined ? null : decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Settings of a claim or a figure, `v=1&n=8`, or words to be found in the page. */
const isState = (anchor: string) => anchor.includes('=') || anchor.startsWith(':~:');

function problemAt(
  { path }: Page,
  link: string,
  { says, hint }: Fault,
  articles: readonly Article[],
): Problem {
  const id = path.replace(/^\/|\/$/g, '') || 'index';
  const article = articles.find((candidate) => candidate.id === id);
  const isWritten = article?.text.includes(`(${link})`) || article?.text.includes(`"${link}"`);
  return {
    name: 'DeadLink',
    message: `A link leads to "${link}", ${says}.`,
    hint,
    location: article
      ? { file: article.file, line: isWritten ? lineOf(article.text, link) : 1 }
      : { file: `dist${path}` },
  };
}

function readPage(path: string, html: string): Page {
  const links: string[] = [];
  const anchors = new Set<string>();
  const parser = new Parser({
    onopentag(name, { href, id, src }) {
      if (id) anchors.add(id);
      if (name === 'a' && href !== undefined) links.push(href);
      if (name === 'img' && src !== undefined) links.push(src);
    },
  });
  parser.end(html);
  return { path, links, anchors };
}
