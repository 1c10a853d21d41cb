import { globSync } from 'node:fs';
import type { Pluggable } from 'unified';
import { attributesOf } from './component-attributes.ts';
import { remarkCheck } from './remark-check.ts';
import { remarkCitations } from './remark-citations.ts';
import { remarkEquations } from './remark-equations.ts';
import { remarkSyntax } from './remark-syntax.ts';
import { remarkTerms } from './remark-terms.ts';

/**
 * The files of all that an article shows by its name alone, without an import line: what stands for a
 * claim, a guess or a note, and every figure.
 * @param root the project's root, a path.
 */
export function providedComponents(root: string): string[] {
  const figures = globSync('src/components/figures/*.astro', { cwd: root });
  const others = ['Claim', 'Guess', 'Note'].map((name) => `src/components/${name}.astro`);
  return [...others, ...figures.sort()].map((file) => `./${file.replaceAll('\\', '/')}`);
}

/** The remark plugins that read an article, after remark-math and in their order. */
export function articlePlugins(root: string): Pluggable[] {
  const components = attributesOf(root, providedComponents(root));
  return [
    [remarkSyntax, { root }],
    [remarkEquations, { root }],
    [remarkCitations, { root }],
    [remarkTerms, { root }],
    [remarkCheck, { root, components }],
  ];
}
