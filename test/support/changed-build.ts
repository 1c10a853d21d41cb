import { cpSync, globSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeServiceWorker } from '../../src/delivery/write-service-worker.ts';

/** A folder with a build in it, for as long as a test needs it. */
export interface BuildFolder {
  readonly folder: string;
  remove(): void;
}

/** What the changed build's pages say on their root element, and what its scripts' names begin with. */
export const CHANGED = 'changed';

/** A page that only the changed build has. */
export const ADDED = 'a-later-article';

/**
 * The site as a later build might have it: each page says so, and each hashed script has another name, as where one
 * character has changed in it; the scripts of the build before are gone.
 * @param built the folder of the build before.
 */
export async function changeBuild(built: string): Promise<BuildFolder> {
  const copy = copyBuild(built);
  const scripts = globSync('_astro/*.js', { cwd: copy.folder });
  const names = new Map(
    scripts.map((file) => file.slice('_astro/'.length)).map((name) => [name, `${CHANGED}-${name}`]),
  );
  for (const file of globSync('**/*.{html,js,json}', { cwd: copy.folder })) {
    const path = join(copy.folder, file);
    const text = readFileSync(path, 'utf8')
      .replace('<html ', `<html data-build="${CHANGED}" `)
      .replaceAll(/[\w.-]+\.js\b/g, (name) => names.get(name) ?? name);
    writeFileSync(path, file === 'pagefind/pagefind.js' ? `${text}\n/* ${CHANGED} */` : text);
  }
  for (const file of scripts) {
    const path = join(copy.folder, file);
    renameSync(path, join(dirname(path), `${CHANGED}-${file.slice('_astro/'.length)}`));
  }
  cpSync(join(copy.folder, 'one-layer-folds'), join(copy.folder, ADDED), { recursive: true });
  await writeServiceWorker(copy.folder, '/');
  return copy;
}

/** A copy of a build to change something in. */
export function copyBuild(built: string): BuildFolder {
  const folder = mkdtempSync(join(tmpdir(), 'skip-two-build-'));
  cpSync(built, folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
