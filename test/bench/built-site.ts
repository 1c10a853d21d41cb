import { spawnSync } from 'node:child_process';
import { promptEnvironment } from '../support/environment.ts';
import { type ServedSite, serveSite } from '../support/served-site.ts';

/** Builds the site as it stands and serves it. @throws {Error} with what the build said where it fails. */
export async function serveBuiltSite(): Promise<ServedSite> {
  console.log('Building the site.');
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    encoding: 'utf8',
    env: promptEnvironment(),
  });
  if (status !== 0) throw new Error(`The site does not build.\n${stdout}\n${stderr}`);
  return serveSite('dist');
}
