import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
// preProcessFile reads imports from tokens, TypeScript's syntax included, without resolving or
// parsing anything; es-module-lexer takes JavaScript only.
import ts from 'typescript';
import type { ClaimFile } from './claim-files.ts';

/** What judges every claim, besides its own file. */
const ENGINE = ['src/claim/run-claim.ts', 'src/runtime/ladder.ts', 'src/evidence/claim-suite.ts'];

/** Evidence is found on the cpu at build; what the other backends are made of does not change it. */
const ELSEWHERE = /^src\/runtime\/backends\/web(?:gpu|gl)\.ts$/;

interface Module {
  readonly hash: string;
  /** Relative imports, as paths from the root. */
  readonly files: readonly string[];
  /** Names of the packages it imports. */
  readonly packages: readonly string[];
}

/**
 * SHA-256 by claim id: over the claim's file, everything it and the engine import from this
 * repository, and the pinned version of each package these import. Paths enter relative to the root
 * and lines end in \n, so two checkouts agree. Types count as imports: a digest that changes once
 * too often costs a run, one that changes too seldom publishes a verdict on something else.
 * @param root the project's root, a path.
 */
export function digestClaims(root: string, claims: readonly ClaimFile[]): Map<string, string> {
  const modules = new Map<string, Module>();
  const versions = pinnedVersions(root);
  const digest = ({ id, file }: ClaimFile): [string, string] => {
    const reached = reach(root, [file, ...ENGINE], modules);
    const packages = new Set(reached.flatMap((path) => modules.get(path)?.packages ?? []));
    const lines = [
      ...reached.map((path) => `${path} ${modules.get(path)?.hash}`),
      ...[...packages].map((name) => `${name}@${versions(name)}`),
    ].sort();
    return [id, sha256(lines.join('\n'))];
  };
  return new Map(claims.map(digest));
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
  const text = readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
  const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const relative = imported.filter((name) => name.startsWith('.'));
  return {
    hash: sha256(text),
    files: relative.map((name) => posix.join(posix.dirname(file), name)),
    packages: imported.filter((name) => !name.startsWith('.') && !name.startsWith('node:')).map(packageOf),
  };
}

/** `@scope/name/path` or `name/path` without the path. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function pinnedVersions(root: string): (name: string) => string {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string }>;
  };
  return (name) => packages[`node_modules/${name}`]?.version ?? 'unpinned';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
