import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
// preProcessFile reads imports from tokens, TypeScript's syntax included, without resolving or
// parsing anything; es-module-lexer takes JavaScript only.
import ts from 'typescript';
import type { ClaimFile } from './claim-files.ts';
import { LockedPackages } from './packages.ts';

/** What judges every claim, besides its own file. */
const ENGINE = [
  'src/claim/run-claim.ts',
  'src/runtime/ladder.ts',
  'src/evidence/claim-suite.ts',
  'src/evidence/claims-project.ts',
  'src/evidence/reporter.ts',
];

/** Evidence is found on the cpu at build; what the other backends are made of does not change it. */
const ELSEWHERE = /^src\/runtime\/backends\/web(?:gpu|gl)\.ts$/;

/** What says how TypeScript becomes JavaScript. */
const COMPILED_UNDER = 'tsconfig*.json';

interface Module {
  readonly hash: string;
  /** Relative imports, as paths from the root. */
  readonly files: readonly string[];
  /** Names of the packages it imports. */
  readonly packages: readonly string[];
}

/** What a claim's verdict depends on, in this repository and beyond. */
export interface Dependencies {
  /** SHA-256 of all of it, as it is pinned. */
  readonly digest: string;
  /** Folders of the packages, relative to the root. */
  readonly packages: readonly string[];
  /** Files of this repository, relative to the root. */
  readonly files: readonly string[];
}

/**
 * What each claim's verdict depends on, by id: the claim's file, everything it and the engine import
 * from this repository, how that is compiled, and each package these import, with all that it depends
 * on. Paths enter the digest relative to the root and lines end in \n, so two checkouts agree. Types
 * count as imports: a digest that changes once too often costs a run, one that changes too seldom
 * publishes a verdict on something else.
 * @param root the project's root, a path.
 */
export function traceClaims(root: string, claims: readonly ClaimFile[]): Map<string, Dependencies> {
  const modules = new Map<string, Module>();
  const locked = new LockedPackages(root);
  const settings = globSync(COMPILED_UNDER, { cwd: root });
  return new Map(
    claims.map(({ id, file }) => {
      const reached = [...reach(root, [file, ...ENGINE], modules), ...settings];
      const names = new Set(reached.flatMap((path) => modules.get(path)?.packages ?? []));
      const packages = locked.reach(names);
      const hashOf = (path: string) => modules.get(path)?.hash ?? sha256(readText(root, path));
      const lines = [
        ...reached.map((path) => `${path} ${hashOf(path)}`),
        ...packages.map((folder) => locked.pin(folder)),
      ].sort();
      return [id, { digest: sha256(lines.join('\n')), packages, files: reached }];
    }),
  );
}

/** The digest alone of what each claim's verdict depends on, by id. */
export function digestClaims(root: string, claims: readonly ClaimFile[]): Map<string, string> {
  return new Map([...traceClaims(root, claims)].map(([id, { digest }]) => [id, digest]));
}

/** SHA-256 of files and of all that they import from this repository. */
export function digestFiles(root: string, files: readonly string[]): string {
  const modules = new Map<string, Module>();
  const lines = reach(root, files, modules).map((path) => `${path} ${modules.get(path)?.hash}`);
  return sha256(lines.sort().join('\n'));
}

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Every file reached by relative imports from the given ones, these included. */
function reach(root: string, from: readonly string[], modules: Map<string, Module>): string[] {
  const reached = new Set<string>();
  const waiting = [...from];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file) || ELSEWHERE.test(file) || !existsSync(join(root, file))) continue;
    reached.add(file);
    const module = modules.get(file) ?? readModule(root, file);
    modules.set(file, module);
    waiting.push(...module.files);
  }
  return [...reached];
}

function readModule(root: string, file: string): Module {
  const text = readText(root, file);
  const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const relative = imported.filter((name) => name.startsWith('.'));
  return {
    hash: sha256(text),
    files: relative.map((name) => resolveFrom(root, file, name)),
    packages: imported.filter((name) => !name.startsWith('.') && !name.startsWith('node:')).map(packageOf),
  };
}

/** Extensions that Vite tries where an import has none. */
const EXTENSIONS = ['', '.ts', '.tsx', '.mts', '.js', '.mjs', '.json', '/index.ts', '/index.js'];

/** The file that a relative import names, with or without a query and an extension. */
function resolveFrom(root: string, file: string, name: string): string {
  const path = posix.join(posix.dirname(file), name.replace(/\?.*$/, ''));
  const isFile = (candidate: string) => statSync(join(root, candidate), { throwIfNoEntry: false })?.isFile();
  return EXTENSIONS.map((extension) => path + extension).find(isFile) ?? path;
}

function readText(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
}

/** `@scope/name/path` or `name/path` without the path. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
