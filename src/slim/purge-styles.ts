import postcss, { type AtRule, type Container, type Root } from 'postcss';
import selectorParser, { type Selector } from 'postcss-selector-parser';
import { spreadSelectors } from './spread-selectors.ts';

/** All that a page or a script names, and so all that a selector may ask for. */
export interface Names {
  readonly tags: Set<string>;
  readonly classes: Set<string>;
  readonly ids: Set<string>;
  /** Words of scripts: any of them may become a name. */
  readonly words: Set<string>;
}

/** A style sheet of a built site, in parts. */
export interface Purged {
  /** What a page needs at once. */
  readonly css: string;
  /** What the inside of the search box needs, which is made when a reader reaches for it. */
  readonly search: string;
  /** The selectors that were left out. */
  readonly rejected: readonly string[];
}

const TAG = /<([a-zA-Z][\w-]*)((?:\s+[^\s"'<>/=]+(?:="[^"]*"|='[^']*'|=[^\s"'>]+)?)*)\s*\/?>/g;
const WORD = /-{0,2}[a-zA-Z][\w-]*/g;
/** Pagefind's own, what Starlight has to say of them, and the box they stand in. */
const SEARCH = /pagefind|#starlight__search/;

/** @returns no names yet. */
export function noNames(): Names {
  return { tags: new Set(), classes: new Set(), ids: new Set(), words: new Set() };
}

/** Adds what stands in a page; its inline scripts count as scripts. */
export function addPage(names: Names, html: string): void {
  for (const [, tag = '', attributes = ''] of html.matchAll(TAG)) {
    names.tags.add(tag.toLowerCase());
    for (const name of attributeOf(attributes, 'class').split(/\s+/)) names.classes.add(name);
    names.ids.add(attributeOf(attributes, 'id'));
    addScript(names, attributeOf(attributes, 'style'));
  }
  for (const [, script = ''] of html.matchAll(/<script[^>]*>([^<]*(?:<(?!\/script)[^<]*)*)/g))
    addScript(names, script);
}

function attributeOf(attributes: string, name: string): string {
  return (
    new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`).exec(attributes)?.slice(1).find(Boolean) ??
    ''
  );
}

/** Adds every word of a script. */
export function addScript(names: Names, script: string): void {
  for (const [word] of script.matchAll(WORD)) names.words.add(word);
}

/**
 * Leaves out of a style sheet what nothing named can match.
 * @param readElsewhere custom properties that other sheets read: they stay.
 */
export function purgeStyles(css: string, names: Names, readElsewhere: readonly string[] = []): Purged {
  const { main, search } = splitSearch(postcss.parse(css));
  const isAlive = aliveAmong(names);
  const rejected: string[] = [];
  main.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as AtRule).name)) return;
    const alive = rule.selectors.filter((selector) => isAlive(selector) || void rejected.push(selector));
    if (alive.length === 0) rule.remove();
    else if (alive.length < rule.selectors.length) rule.selectors = alive;
  });
  dropUnused(main, names, search.toString(), readElsewhere);
  dropEmpty(main);
  spreadSelectors(main);
  return { css: main.toString(), search: search.toString().trim(), rejected };
}

/** A style sheet's selectors, without those of an animation's steps. */
export function selectorsOf(css: string): readonly string[] {
  const selectors: string[] = [];
  postcss.parse(css).walkRules(({ parent, selectors: own }) => {
    if (parent?.type !== 'atrule' || !/keyframes$/.test((parent as AtRule).name)) selectors.push(...own);
  });
  return selectors;
}

/** What a page names as it is built, whatever its scripts name. */
export function namesIn(html: string): Names {
  const names = noNames();
  addPage(names, html);
  names.words.clear();
  return names;
}

/** Tells whether one of a sheet's selectors may match something that has such names; a sheet without any is of all. */
export function mayMatch(selectors: readonly string[], names: Names): boolean {
  return selectors.length === 0 || selectors.some(aliveAmong(names));
}

/** The custom properties that a style sheet reads. */
export function propertiesRead(css: string): string[] {
  return [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name = '']) => name);
}

/**
 * Tells whether a selector may match something. Attributes and states are never taken to be missing: they are what
 * changes. PurgeCSS 8 takes what stands in `:where(:not(…))` for selectors of their own and drops rules that match.
 */
function aliveAmong({ tags, classes, ids, words }: Names): (selector: string) => boolean {
  // `tone-` before a value in a template stands for every class that begins so.
  const prefixes = [...words].filter((word) => /^[a-z][\w-]{2,}-$/.test(word));
  const isClass = (name: string) =>
    classes.has(name) || words.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
  const canMatch = (selector: Selector): boolean =>
    selector.nodes.every((node) => {
      if (node.type === 'class') return isClass(node.value);
      if (node.type === 'id') return ids.has(node.value) || words.has(node.value);
      if (node.type === 'tag') return tags.has(node.value.toLowerCase()) || words.has(node.value);
      if (node.type === 'pseudo' && /^:(?:is|where|has)$/.test(node.value)) return node.nodes.some(canMatch);
      return true;
    });
  const parser = selectorParser();
  return (selector) => parser.astSync(selector).nodes.some(canMatch);
}

/** Drops properties that no rule of either sheet and no script reads, and fonts that no rule calls by their names. */
function dropUnused(
  root: Root,
  { words }: Names,
  otherSheet: string,
  readElsewhere: readonly string[],
): void {
  for (let dropped = true; dropped; ) {
    dropped = false;
    const css = root.toString() + otherSheet;
    const read = new Set([...propertiesRead(css), ...readElsewhere]);
    root.walkDecls(/^--/, (declaration) => {
      if (read.has(declaration.prop) || words.has(declaration.prop)) return;
      dropped = true;
      declaration.remove();
    });
  }
  root.walkRules((rule) => {
    if (rule.nodes.length === 0) rule.remove();
  });
  const used = root.toString().replaceAll(/@font-face\s*\{[^}]*\}/g, '');
  root.walkAtRules('font-face', (rule) => {
    rule.walkDecls('font-family', ({ value }) => {
      if (!used.includes(value.replaceAll(/["']/g, ''))) rule.remove();
    });
  });
}

/** Two sheets of the same order and layers. A declaration of layers stays in the first, which is there before the other. */
function splitSearch(root: Root): { main: Root; search: Root } {
  const search = root.clone();
  root.walkRules((rule) => {
    if (SEARCH.test(rule.selector)) rule.remove();
  });
  search.walkRules((rule) => {
    if (!SEARCH.test(rule.selector)) rule.remove();
  });
  for (const sheet of [root, search]) dropEmpty(sheet);
  search.walkAtRules((rule) => {
    if (!rule.nodes || /font-face|keyframes/.test(rule.name)) rule.remove();
  });
  return { main: root, search };
}

function dropEmpty(container: Container): void {
  for (const node of [...(container.nodes ?? [])]) {
    if (node.type !== 'atrule' || !node.nodes) continue;
    dropEmpty(node);
    if (node.nodes.length === 0) node.remove();
  }
}
