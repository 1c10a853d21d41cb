import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package as package-lock.json has it. */
interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The packages that some packages are made of, by their folders relative to the root. */
export class LockedPackages {
  readonly #packages: Readonly<Record<string, LockedPackage>>;

  /** @param root the project's root, a path. */
  constructor(root: string) {
    this.#packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  }

  /**
   * The folders of the named packages and of all that they depend on.
   * @returns also `node_modules/NAME` for a name that the lockfile has not.
   */
  reach(names: Iterable<string>): string[] {
    const reached = new Set<string>();
    const waiting = [...names].map((name) => `node_modules/${name}`);
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      if (reached.has(folder)) continue;
      reached.add(folder);
      const { dependencies, optionalDependencies, peerDependencies } = this.#packages[folder] ?? {};
      for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
        const found = this.#resolve(folder, name);
        if (found) waiting.push(found);
      }
    }
    return [...reached];
  }

  /** A package's pinned version and the hash of its archive. */
  pin(folder: string): string {
    const { version = 'unpinned', integrity = '' } = this.#packages[folder] ?? {};
    return `${folder}@${version} ${integrity}`;
  }

  /** Where Node finds a package from a folder of another: the nearest node_modules upwards that has it. */
  #resolve(from: string, name: string): string | undefined {
    const within = `${from}/node_modules/${name}`;
    if (this.#packages[within]) return within;
    const above = from.lastIndexOf('/node_modules/');
    if (above >= 0) return this.#resolve(from.slice(0, above), name);
    const top = `node_modules/${name}`;
    return this.#packages[top] ? top : undefined;
  }
}

/** The version that is installed in a folder of node_modules, which need not be the pinned one; null for none. */
export function installedVersion(root: string, folder: string): string | null {
  const file = join(root, folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : null;
}
