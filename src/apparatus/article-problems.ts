import { globSync } from 'node:fs';
import { claimFiles, locateProperty } from '../evidence/claim-files.ts';
import { problemsOfPlaces } from '../evidence/claim-places.ts';
import { didYouMean } from '../evidence/did-you-mean.ts';
import type { Problem } from '../evidence/problem.ts';
import { claimsShownIn } from '../evidence/shown-claims.ts';
import { type Article, frontmatterOf, lineOf } from './articles.ts';
import { type FieldProblem, problemsOfFields } from './frontmatter.ts';

/** What is amiss with the frontmatter of articles: a wrong field, a place that is missing or taken. */
export function problemsOfFrontmatter(articles: readonly Article[]): Problem[] {
  const taken = new Map<string, Article>();
  return articles.flatMap((article) => {
    const problems = problemsOfArticle(article);
    if (problems.length > 0) return problems;
    const place = placeOf(article);
    const before = place === null ? undefined : taken.get(place);
    if (place !== null) taken.set(place, article);
    return before ? [broken(article, 'order', takenPlace(before))] : [];
  });
}

/** Words joined by hyphens; folders lead to them. */
const NAME = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:\/|$))+$/;

/** A file name that is no address, of an article or a claim; null where it is one. */
function nameProblem({ id, file }: { readonly id: string; readonly file: string }): Problem | null {
  if (NAME.test(id)) return null;
  return {
    name: 'WrongFileName',
    message: `The file name "${id}" has other characters than lower case letters, digits and hyphens.`,
    hint: 'Rename the file to words in lower case joined by hyphens: one-layer-folds.',
    location: { file },
  };
}

/** What is amiss with the names of files. @param root the project's root, a path. */
export function problemsOfNames(root: string, articles: readonly Article[]): Problem[] {
  const claims = claimFiles(root);
  return [
    ...[...articles, ...claims].flatMap((file) => nameProblem(file) ?? []),
    ...problemsOfPlaces(root, claims),
    ...plainMarkdown(root),
  ];
}

/** Pages that nobody would read: an article is MDX. */
function plainMarkdown(root: string): Problem[] {
  return globSync('content/**/*.md', { cwd: root }).map((file) => ({
    name: 'WrongFileName',
    message: 'This file ends with .md, so it is not read as an article.',
    hint: 'Let its name end with .mdx.',
    location: { file: file.replaceAll('\\', '/') },
  }));
}

function problemsOfArticle(article: Article): Problem[] {
  const unreadable = unreadableFrontmatter(article);
  if (unreadable) return [unreadable];
  const data = frontmatterOf(article);
  const wrong = problemsOfFields(data).sort(unknownFirst);
  if (wrong.length > 0) return wrong.map((field) => broken(article, field.field, saidOf(field)));
  if (isStranger(article)) return [];
  const { part, sidebar } = data as { part?: number; sidebar?: { order?: number } };
  const isOfArgument = !article.id.includes('/') && article.id !== 'index';
  if (isOfArgument && part === undefined)
    return [broken(article, '', { says: 'The article does not say which part it belongs to.', hint: FORM })];
  if (!isOfArgument && part !== undefined)
    return [
      broken(article, 'part', {
        says: 'Only the articles of the argument have a part.',
        hint: 'Remove `part`, or move the file: an article of the argument stands in content/ itself.',
      }),
    ];
  if (sidebar?.order === undefined)
    return [
      broken(article, '', { says: 'The article does not say where it stands in the sidebar.', hint: FORM }),
    ];
  return [];
}

const FORM =
  'It has title, description, part and sidebar with order: `npm run new -- article NAME` writes one.';

/** The page for addresses that are not there stands in no sidebar. */
const isStranger = ({ id }: Article) => id === '404';

/** The place of an article, as text that no other has; null where it has none. */
function placeOf(article: Article): string | null {
  if (isStranger(article)) return null;
  const { part, sidebar } = frontmatterOf(article) as { part?: number; sidebar: { order: number } };
  return [article.id.split('/').slice(0, -1).join('/'), part ?? '', sidebar.order].join(' ');
}

interface Said {
  readonly says: string;
  readonly hint: string;
}

function takenPlace({ file }: Article): Said {
  return { says: `The article has the same place as ${file}.`, hint: 'Give it another `order`.' };
}

function saidOf({ field, says, known }: FieldProblem): Said {
  const name = field.split('.').at(-1) as string;
  return known
    ? { says: `The frontmatter has no field "${field}".`, hint: `${didYouMean(name, known)}${FORM}` }
    : { says: `The frontmatter’s "${field}" is wrong. ${says}`, hint: FORM };
}

function broken(article: Article, field: string, { says, hint }: Said): Problem {
  const name = field.split('.').at(-1);
  const line = name ? lineOf(article.text, new RegExp(`^\\s*${name}:`, 'm')) : 1;
  return { name: 'BrokenFrontmatter', message: says, hint, location: { file: article.file, line } };
}

/** A field misspelt is the reason why another is missing. */
const unknownFirst = (a: FieldProblem, b: FieldProblem) => Number(!a.known) - Number(!b.known);

/** What the YAML parser throws: why, and the line, counted from 0. */
interface YamlComplaint {
  readonly reason?: string;
  readonly mark?: { readonly line: number };
}

/** Why an article's frontmatter cannot be read at all; null where it can. */
export function unreadableFrontmatter(article: Article): Problem | null {
  if (!/^---\r?\n(?:.*\n)*?---\s*(?:\n|$)/.test(article.text))
    return broken(article, '', {
      says: 'The frontmatter does not begin and end with a line `---`.',
      hint: FORM,
    });
  try {
    frontmatterOf(article);
    return null;
  } catch (error) {
    const { reason = 'it cannot be read', mark } = error as YamlComplaint;
    return {
      name: 'BrokenFrontmatter',
      message: `The frontmatter is no YAML: ${reason}.`,
      hint: 'Indent by spaces, and set words that hold a colon or a quotation mark in quotation marks of the other kind.',
      location: { file: article.file, line: (mark?.line ?? 0) + 1 },
    };
  }
}

/** Claims that no article shows. @param root the project's root, a path. */
export function unusedClaims(root: string, articles: readonly Article[]): Problem[] {
  const shown = new Set(articles.flatMap(({ text }) => claimsShownIn(text)));
  const claims = claimFiles(root);
  // An id misspelt is why another is not shown: the article is refused for it.
  const isThere = (id: string) => claims.some((claim) => claim.id === id);
  if (![...shown].every(isThere)) return [];
  return claims
    .filter(({ id }) => !shown.has(id))
    .map(({ id, file }) => ({
      name: 'UnusedClaim',
      message: `No article shows the claim "${id}".`,
      hint: `Write <Claim id="${id}" /> where an article needs it, or remove its file.`,
      location: locateProperty(root, file, ''),
    }));
}
