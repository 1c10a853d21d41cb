import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { promptEnvironment } from '../support/environment.ts';
import { type ServedSite, serveSite } from '../support/served-site.ts';

/** What static hosts send compressed. */
const TEXTS = '**/*.{html,css,js,json,svg,txt,xml}';

/**
 * Builds the site as it stands and serves it as static hosts do, texts compressed by gzip.
 * @throws {Error} with what the build said where it fails.
 */
export async function serveBuiltSite(): Promise<ServedSite> {
  console.log('Building the site.');
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    encoding: 'utf8',
    env: promptEnvironment(),
  });
  if (status !== 0) throw new Error(`The site does not build.\n${stdout}\n${stderr}`);
  const folder = mkdtempSync(join(tmpdir(), 'skip-two-'));
  cpSync('dist', folder, { recursive: true });
  for (const file of globSync(TEXTS, { cwd: folder }))
    writeFileSync(join(folder, `${file}.gz`), gzipSync(readFileSync(join(folder, file))));
  const site = await serveSite(folder, { isCompressed: true });
  return {
    ...site,
    close: async () => {
      await site.close();
      rmSync(folder, { recursive: true });
    },
  };
}
