import type { Root } from 'mdast';
import type { Point, Position } from 'unist';
import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import { type ArticleProblem, type Rooted, stopAt } from './author-stop.ts';

type Parse = (document: string, file: VFile) => Root;

/** A plugin that has MDX's own complaints about an article told as an author's problem, at their place. */
export function remarkSyntax(this: { parser?: unknown }, options: Rooted) {
  const parse = this.parser as Parse;
  this.parser = (document: string, file: VFile): Root => {
    try {
      return parse(document, file);
    } catch (error) {
      const complaint = error as Partial<VFileMessage>;
      if (complaint.reason === undefined) throw error;
      return stopAt({ type: 'root', position: placeOf(complaint) }, options, file, problemOf(complaint));
    }
  };
}

/** What to write where a brace is meant as one. */
export const BRACES_HINT = 'In prose write \\{, or set a formula: $\\{u, v\\}$.';

function problemOf({ reason = '', source, ruleId }: Partial<VFileMessage>): ArticleProblem {
  const said = reason
    .replaceAll(/ \((?:\d+:\d+(?:-\d+:\d+)?|U\+\w+)\)|`(?=<)|(?<=>)`/g, '')
    .replace(/, expected a character.*| with acorn$/, '');
  return {
    name: 'BrokenMarkup',
    message: `MDX cannot read this: ${said.charAt(0).toLowerCase()}${said.slice(1)}.`,
    hint: hintOf(reason, source, ruleId),
  };
}

function hintOf(reason: string, source = '', ruleId = ''): string {
  if (source.endsWith('-expression')) return `A { begins code. ${BRACES_HINT}`;
  if (source.endsWith('-esm')) return 'A line that begins with import or export is code.';
  if (source.startsWith('mdast') || ruleId === 'unexpected-closing-slash')
    return 'Close a tag in the paragraph where it is opened, or write <Name /> where nothing stands inside.';
  if (reason.includes('`!`')) return 'A comment is written {/* … */}.';
  if (/before (?:local )?name/.test(reason))
    return 'A < begins a component, and no address. In prose write \\<, or set a formula: $n < 3$.';
  return 'A < that begins no tag is written \\<. An attribute is written name="words" or name={…}, and a tag ends with > or />.';
}

/** Where a tag was opened that is not closed, if it is about one; else where MDX stopped. */
function placeOf({ reason = '', line = 1, column = 1 }: Partial<VFileMessage>): Position {
  const [, openedLine, openedColumn] = /tag for `[^`]+` \((\d+):(\d+)/.exec(reason) ?? [];
  const point: Point = { line: Number(openedLine ?? line), column: Number(openedColumn ?? column) };
  return { start: point, end: point };
}
