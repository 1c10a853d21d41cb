/**
 * `npm run new -- claim|article NAME`: a working skeleton. The claim holds, its control is refuted
 * and the article shows it, so that an author starts from something that passes.
 */
import { existsSync, globSync, writeFileSync } from 'node:fs';
import { claimFiles } from './claim-files.ts';

const USAGE = `Usage: npm run new -- claim NAME [PART]
       npm run new -- article NAME

  NAME  words in lower case joined by hyphens; a claim's is its permanent id: one-layer-skip-folds
  PART  a folder of src/claims, or the beginning of one: part-1
`;
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

process.exitCode = scaffold(process.argv.slice(2));

function scaffold([kind, name, part]: readonly string[]): number {
  if ((kind !== 'claim' && kind !== 'article') || !name) return say(USAGE);
  if (!NAME.test(name)) return say(`"${name}" is not a name: use words in lower case joined by hyphens.\n`);
  return kind === 'claim' ? newClaim(name, part ?? 'part-1') : newArticle(name);
}

function newClaim(id: string, part: string): number {
  const known = claimFiles('.').find((claim) => claim.id === id);
  if (known) return say(`The claim "${id}" exists already: ${known.file}.\n`);
  const parts = globSync('part-*', { cwd: 'src/claims' }).sort();
  const folder = parts.find((name) => name.startsWith(part));
  if (!folder) return say(`No part is named "${part}"; there are ${parts.join(', ')}.\n`);
  return write(`src/claims/${folder}/${id}.ts`, claimSkeleton(), `npm run verify -- ${id}`);
}

function newArticle(name: string): number {
  const [first] = claimFiles('.');
  return write(`content/${name}.mdx`, articleShowing(first?.id ?? 'one-layer-skip-folds'), 'npm run dev');
}

function write(file: string, text: string, next: string): number {
  if (existsSync(file)) return say(`${file} exists already.\n`);
  writeFileSync(file, text);
  process.stdout.write(`${file} is written. Next: ${next}\n`);
  return 0;
}

function say(text: string): number {
  process.stderr.write(text);
  return 1;
}

function claimSkeleton(): string {
  return `import { defineIdentity } from '../../claim/claim.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A matrix may be multiplied out of a sum',
  statement: String.raw\`\\mW\\va + \\mW\\vb = \\mW(\\va + \\vb)\`,
  hypotheses: [String.raw\`$\\va$ and $\\vb$ have as many rows as $\\mW$ has columns\`],
  parameters: { n: integer({ label: 'Width', min: 1, max: 128, initial: 16 }) },
  check: 'exact',
  draw: ({ n }, draw) => ({ W: draw.weights(n, n), a: draw.bias(n), b: draw.bias(n) }),
  left: (tf, { W, a, b }) => tf.add(tf.matMul(W, a), tf.matMul(W, b)),
  right: (tf, { W, a, b }) => tf.matMul(W, tf.add(a, b)),
  // The nearest falsehood: what a student might write instead.
  control: {
    says: String.raw\`only $\\va$ needs to be multiplied: $\\mW\\va + \\vb$\`,
    right: (tf, { W, a, b }) => tf.add(tf.matMul(W, a), b),
  },
  sources: ['he2015resnet'],
});
`;
}

function articleShowing(id: string): string {
  return `---
published: ${new Date().toISOString().slice(0, 10)}
title: A new article
description: One sentence that says what a reader will know afterwards.
---

*The question, as a student would ask it.*

The argument, with formulas such as $\\mg(\\mW\\va + \\vb)$, sources such as [@he2015resnet, §3.2], and the claim that proves it:

<Claim id="${id}" />
`;
}
