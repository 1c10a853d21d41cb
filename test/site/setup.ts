import { spawnSync } from 'node:child_process';
import { promptEnvironment } from '../support/environment.ts';

/** Builds the site once for all tests of it: the real one, as `npm run build` makes it. */
export default function setup(): void {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    encoding: 'utf8',
    env: promptEnvironment(),
  });
  if (status !== 0) throw new Error(`The site does not build.\n${stdout}\n${stderr}`);
}
