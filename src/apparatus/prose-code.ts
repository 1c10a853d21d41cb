import type { Node as EstreeNode, Program } from 'estree';
import { SKIP, visit } from 'estree-util-visit';
import type { ArticleProblem } from './author-stop.ts';
import { BRACES_HINT } from './remark-syntax.ts';

/** What MDX gives every article. */
const GIVEN = ['props', 'frontmatter'];

/**
 * What is amiss with code between braces in prose, which is mostly a set that was meant as one: it names what
 * is not there, or it would show a part of what is written.
 * @param program the code; undefined or empty for a comment.
 * @param known names that the article imports or defines.
 */
export function codeProblem(
  program: Program | null | undefined,
  known: readonly string[],
): ArticleProblem | null {
  const [statement] = program?.body ?? [];
  if (!program || statement?.type !== 'ExpressionStatement') return null;
  const { expression } = statement;
  const unknown = namesIn(program).find(
    (name) => !known.includes(name) && !GIVEN.includes(name) && !(name in globalThis),
  );
  if (unknown !== undefined)
    return strayBraces(
      `The braces hold code that names "${unknown}", which the article neither imports nor defines.`,
    );
  const isNumber = expression.type === 'Literal' && typeof expression.value === 'number';
  if (isNumber || expression.type === 'SequenceExpression')
    return strayBraces('The braces hold code: they would not be shown, and of a list only the last entry.');
  return null;
}

function strayBraces(message: string): ArticleProblem {
  return { name: 'BrokenMarkup', message, hint: BRACES_HINT };
}

/** The names that code refers to outside of functions, which have names of their own. */
function namesIn(program: Program): string[] {
  const names: string[] = [];
  visit(program, (node, key, _index, ancestors) => {
    if (/Function/.test(node.type)) return SKIP;
    if (node.type === 'Identifier' && !isProperty(key ?? '', ancestors.at(-1))) names.push(node.name);
    return;
  });
  return names;
}

/** The second of `a.b`, and the first of `{ a: b }`. */
function isProperty(key: string, parent: EstreeNode | undefined): boolean {
  if (parent?.type === 'MemberExpression') return key === 'property' && !parent.computed;
  return parent?.type === 'Property' && key === 'key' && !parent.computed && !parent.shorthand;
}
