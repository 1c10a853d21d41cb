import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { LoadAheadList } from '../islands/load-ahead.ts';

/** `"./part-1/ID.ts":()=>import("./ID-hash.js")`, as the bundler writes a glob of claims or figures. */
const BY_FILE = /["'`]\.\/(part-[^"'`/]+\/)?([\w-]+)\.ts["'`]:\(\)=>import\(["'`]\.\/([^"'`]+)["'`]\)/g;
/** `webgpu:()=>import("./webgpu-hash.js")`, as in the worker's table of backends. */
const BY_NAME = /\b(webgpu|webgl|cpu):\(\)=>import\(["'`]\.\/([^"'`]+)["'`]\)/g;
const RUN = /import\(["'`]\.\/(run-([a-z]+)-[^"'`]+)["'`]\)/g;
const DRAW = /import\(["'`]\.\/(draw-figure-[^"'`]+)["'`]\)/;
const STATIC = /(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+\.js)["'`]/g;

/**
 * Writes `load-ahead.json`: the scripts that a verification and each figure load, so that a page can have them
 * fetched before they are asked for. Only the built files say under which names.
 */
export function loadAheadList(): AstroIntegration {
  return {
    name: 'skip-two:load-ahead-list',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const dist = fileURLToPath(dir);
        writeFileSync(join(dist, 'load-ahead.json'), JSON.stringify(listOf(dist)));
      },
    },
  };
}

/** @throws {Error} where the bundler no longer writes what is looked for. */
function listOf(dist: string): LoadAheadList {
  const folder = join(dist, '_astro');
  const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');
  const imports = new Map<string, string[]>();
  const importsOf = (file: string): string[] => {
    const known = imports.get(file) ?? [...textOf(file).matchAll(STATIC)].map(([, next = '']) => next);
    imports.set(file, known);
    return known;
  };
  const closure = (file: string, seen = new Set<string>()): string[] => {
    if (!seen.has(file)) {
      seen.add(file);
      for (const next of importsOf(file)) closure(next, seen);
    }
    return [...seen].sort();
  };
  const [worker] = globSync('worker-*.js', { cwd: folder });
  // A site without a claim or a figure runs nothing.
  if (!worker) return { worker: [], backends: {}, claims: {}, figures: {} };
  const text = textOf(worker);
  const kinds = new Map([...text.matchAll(RUN)].map(([, file = '', kind = '']) => [kind, file]));
  const claims: Record<string, string[]> = {};
  const figures: Record<string, string[]> = {};
  for (const file of [...closure(worker), DRAW.exec(text)?.[1] ?? ''].filter(Boolean)) {
    for (const [, part, id = '', chunk = ''] of textOf(file).matchAll(BY_FILE))
      (part ? claims : figures)[id] = closure(chunk);
  }
  const { claims: entries } = JSON.parse(readFileSync(join(dist, 'claims.json'), 'utf8')) as {
    claims: { id: string; kind: string }[];
  };
  for (const { id, kind } of entries) {
    const run = kinds.get(kind);
    if (!claims[id])
      throw new Error(`The worker's scripts do not name ${id} as load-ahead-list.ts expects it.`);
    if (run) claims[id].push(...closure(run));
  }
  for (const list of Object.values(figures)) list.push(...closure(DRAW.exec(text)?.[1] ?? worker));
  const backends = Object.fromEntries(
    [...text.matchAll(BY_NAME)].map(([, name = '', file = '']) => [name, closure(file)]),
  );
  if (Object.keys(backends).length === 0)
    throw new Error('The worker names no backend as load-ahead-list.ts expects it.');
  return { worker: closure(worker), backends, claims, figures };
}
