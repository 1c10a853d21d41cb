// `npm test`: everything that checks the project, in the order in which failures are cheapest.
// Arguments go to Vitest alone: `npm test -- --project unit`.
// JavaScript, because it must be able to say what is wrong under a Node that runs no TypeScript.
import { spawnSync } from 'node:child_process';

const LEAST_NODE = [22, 12];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1])) {
  fail(
    `This is Node ${process.versions.node} and ${LEAST_NODE.join('.')} is needed: run "npm ci" with scripts allowed, so that it installs the pinned Node (the npm package "node").`,
  );
}

const extra = process.argv.slice(2);
if (extra.length === 0) {
  step('npm', ['run', '--silent', 'lint']);
  step('npm', ['run', '--silent', 'types']);
}
const { ensureChromium } = await import('./support/chromium.ts');
try {
  process.env.CHROMIUM_PATH = ensureChromium();
} catch (error) {
  fail(error.message);
}
step('vitest', ['run', ...extra]);

/** Runs one of the project's own tools, and stops everything where it fails. */
function step(command, args) {
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) fail(`"${command}" could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
