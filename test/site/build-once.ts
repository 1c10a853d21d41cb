import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inject } from 'vitest';
import { promptEnvironment } from '../support/environment.ts';

/** Which run the site was built for last, and what went wrong, if anything did. */
const BUILT = 'node_modules/.cache/skip-two/site-of-tests.json';

// The real site, as `npm run build` makes it, before the first file of its tests: by then the claims'
// own tests have kept their verdicts, so that the experiments, which take minutes, are not trained twice.
const run = inject('siteRun');
let built = read();
if (built?.run !== run) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    encoding: 'utf8',
    env: promptEnvironment(),
  });
  built = { run, problem: status === 0 ? null : `${stdout}\n${stderr}` };
  mkdirSync(dirname(BUILT), { recursive: true });
  writeFileSync(BUILT, JSON.stringify(built));
}
if (built.problem !== null) throw new Error(`The site does not build.\n${built.problem}`);

function read(): { readonly run: string; readonly problem: string | null } | null {
  try {
    return JSON.parse(readFileSync(BUILT, 'utf8'));
  } catch {
    // The first time.
    return null;
  }
}
